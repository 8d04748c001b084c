import { defineOptimizer } from '../defineOptimizer'

export const rmspropSpec = defineOptimizer({
  id: 'rmsprop',
  label: 'RMSprop',
  group: 'baselines',
  summary: 'Each weight is scaled by the size of its recent gradients.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight moves at each step."
hyper alpha = 0.99 linear 0.8..0.999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
schedule lr
state s = 0

stepSize = lr
d = g + weightDecay * w
s = alpha * s + (1 - alpha) * square(d)
w = w - lr * d / (sqrt(s) + eps)
`,
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text:
      'T. Tieleman, G. Hinton: Lecture 6.5, RMSprop, in Neural Networks for Machine Learning, ' +
      'Coursera 2012',
    url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
  },
})
