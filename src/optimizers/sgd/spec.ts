import { defineOptimizer } from '../defineOptimizer'

export const sgdSpec = defineOptimizer({
  id: 'sgd',
  label: 'SGD',
  group: 'baselines',
  summary: 'A fixed learning rate along the gradient, with momentum if wanted.',
  text: `
hyper lr = 0.1 log 1e-4..10 within 1e-8..1e4 "Learning rate: how far the weights move along the gradient at each step."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Share of the past gradients that is kept at each step. 0 switches momentum off."
switch nesterov = off when momentum > 0 "Look ahead: take the gradient where the momentum is about to carry the weights."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
schedule lr
state b = 0

stepSize = lr
d = g + weightDecay * w
next = momentum * b + d
w = w - lr * if(nesterov, d + momentum * next, next)
b = if(momentum > 0, next, 0)     # momentum starts from rest when it is switched on
`,
  premise: 'The learning rate has to be chosen, and usually lowered on a schedule.',
  reference: {
    text:
      'I. Sutskever, J. Martens, G. Dahl, G. Hinton: On the importance of initialization and ' +
      'momentum in deep learning, ICML 2013',
    url: 'https://proceedings.mlr.press/v28/sutskever13.html',
  },
})
