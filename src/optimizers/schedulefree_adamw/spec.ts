import { defineOptimizer } from '../defineOptimizer'

/** x is the average to use, z the sequence of AdamW, w lies between them; the gradient is taken at w. */
export const scheduleFreeAdamwSpec = defineOptimizer({
  id: 'schedulefree_adamw',
  label: 'Schedule-Free AdamW',
  group: 'rateFree',
  summary: 'AdamW with an average of its weights in place of momentum and schedule.',
  text: `
hyper lr = 0.0025 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight of z moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "How close to the average x, rather than to z, the gradient is taken."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.1 within 0..10 "At each step lr weightDecay w is taken from z."
hyper warmupSteps = 0 linear 0..1000 within 0..1e6 integer "Over so many steps the rate grows from 0 to lr."
hyper r = 0 linear 0..10 within 0..100 "Later weights count more in the average: the one of step t as t^r."
state z = w
state x = w
state v = 0
state scalar c2 = 0
state scalar lrMax = 0
state scalar weightSum = 0

stepSize = lr * min(1, t / max(warmupSteps, 1))
lrMax = max(lrMax, stepSize)
weight = pow(t, r) * square(lrMax)
weightSum = weightSum + weight
share = weight / weightSum
v = beta2 * v + (1 - beta2) * square(g)
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
z = z - stepSize * weightDecay * w - stepSize * g / (sqrt(v / c2) + eps)
x = (1 - share) * x + share * z
w = beta1 * x + (1 - beta1) * z
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
