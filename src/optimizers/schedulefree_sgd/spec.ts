import { defineOptimizer } from '../defineOptimizer'

/** x is the average to use, z the sequence of SGD, w lies between them; the gradient is taken at w. */
export const scheduleFreeSgdSpec = defineOptimizer({
  id: 'schedulefree_sgd',
  label: 'Schedule-Free SGD',
  group: 'rateFree',
  summary:
    'SGD with an average of its weights in place of a schedule; the average is what is tested.',
  text: `
hyper lr = 1 log 1e-3..10 within 1e-8..1e4 "Learning rate: how far z moves along the gradient at each step."
hyper momentum = 0.9 linear 0..0.99 within 0..0.9999 "How close to the average x, rather than to z, the gradient is taken."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
hyper warmupSteps = 0 linear 0..1000 within 0..1e6 integer "Over so many steps the rate grows from 0 to lr."
hyper r = 0 linear 0..10 within 0..100 "Later weights count more in the average: the one of step t as t^r."
state z = w
state x = w
state scalar lrMax = 0
state scalar weightSum = 0

stepSize = lr * min(1, t / max(warmupSteps, 1))
lrMax = max(lrMax, stepSize)
weight = pow(t, r) * square(lrMax)
weightSum = weightSum + weight
share = weight / weightSum
z = z - stepSize * (g + weightDecay * w)
x = (1 - share) * x + share * z
w = momentum * x + (1 - momentum) * z
evaluateAt = x
`,
  premise: 'The learning rate has to be chosen, but no schedule.',
  reference: {
    text:
      'A. Defazio, X. Yang, H. Mehta, K. Mishchenko, A. Khaled, A. Cutkosky: The Road Less Scheduled, ' +
      'NeurIPS 2024',
    url: 'https://arxiv.org/abs/2405.15682',
  },
})
