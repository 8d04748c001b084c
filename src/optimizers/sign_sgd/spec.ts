import { defineOptimizer } from '../defineOptimizer'

/** With momentum it is what its authors call Signum. */
export const signSgdSpec = defineOptimizer({
  id: 'sign_sgd',
  label: 'Sign SGD',
  group: 'classics',
  summary: 'Every weight moves by lr against the sign of its gradient.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: exactly how far each single weight moves at each step."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Memory of a running mean whose sign is taken instead. 0 takes the gradient itself."
schedule lr
state m = 0

stepSize = lr
m = momentum * m + (1 - momentum) * g
w = w - lr * sign(m)
`,
  premise: 'The learning rate has to be chosen, and lowered for the weights to settle.',
  reference: {
    text:
      'J. Bernstein, Y.-X. Wang, K. Azizzadenesheli, A. Anandkumar: signSGD: Compressed Optimisation ' +
      'for Non-Convex Problems, ICML 2018',
    url: 'https://arxiv.org/abs/1802.04434',
  },
})
