import { defineOptimizer } from '../defineOptimizer'

export const lionSpec = defineOptimizer({
  id: 'lion',
  label: 'Lion',
  group: 'classics',
  summary: 'Every weight moves by lr, in the direction of a running mean of its gradients.',
  text: `
hyper lr = 1e-4 log 1e-6..0.1 within 1e-8..1e4 "Learning rate: exactly how far each single weight moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "How much of the direction is the running mean rather than the gradient."
hyper beta2 = 0.99 linear 0.8..0.999 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper weightDecay = 0 linear 0..1 within 0..10 "At each step the weights shrink by the share lr weightDecay."
schedule lr
state m = 0

stepSize = lr
w = w * (1 - lr * weightDecay) - lr * sign(beta1 * m + (1 - beta1) * g)
m = beta2 * m + (1 - beta2) * g
`,
  premise: 'The learning rate has to be chosen, several times smaller than that of Adam.',
  reference: {
    text:
      'X. Chen, C. Liang, D. Huang, E. Real, K. Wang, H. Pham, X. Dong, T. Luong, C.-J. Hsieh, Y. Lu, ' +
      'Q. V. Le: Symbolic Discovery of Optimization Algorithms, NeurIPS 2023',
    url: 'https://arxiv.org/abs/2302.06675',
  },
})
