import { defineOptimizer } from '../defineOptimizer'

/** Loss and gradient are those of the data alone: the decay has its own part in the line search. */
export const dfwSpec = defineOptimizer({
  id: 'dfw',
  label: 'DFW',
  group: 'baselines',
  summary: 'Deep Frank-Wolfe: the best step, at most eta, for a linear loss cut at 0.',
  text: `
hyper eta = 0.1 log 1e-3..100 within 1e-8..1e8 "The largest step size; how far the linear picture of the loss is trusted."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Share of the last move that is repeated at each step. 0 switches momentum off."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Pulls the weights towards 0; the step along the gradient allows for it."
hyper eps = 1e-5 log 1e-8..1e-2 within 1e-12..1 "Added to eta ‖g‖² so that nothing is divided by zero."
state z = 0

pull = weightDecay * w
unclipped = eta * (loss - eta * dot(g, pull)) / (eta * gradNormSq + eps)
stepSize = clamp(unclipped, 0, eta)
next = momentum * z - stepSize * (g + pull)
w = w - eta * pull - stepSize * g + momentum * next
z = if(momentum > 0, next, 0)     # momentum starts from rest when it is switched on
`,
  premise:
    'Made for the multi-class hinge loss and models that bring it to 0. Without decay it is ALI-G ' +
    'with maxLr = eta.',
  reference: {
    text:
      'L. Berrada, A. Zisserman, M. P. Kumar: Deep Frank-Wolfe For Neural Network Optimization, ' +
      'ICLR 2019',
    url: 'https://arxiv.org/abs/1811.07591',
  },
})
