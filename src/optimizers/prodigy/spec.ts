import { defineOptimizer } from '../defineOptimizer'

/**
 * `moved` is the first weights minus w, added up from the steps: the first ones are 1e-6 long, and in
 * float32 the difference itself would have lost most of its digits. A projection onto the ball is
 * not part of it. c1 and c2 are 1 - beta^t.
 */
export const prodigySpec = defineOptimizer({
  id: 'prodigy',
  label: 'Prodigy',
  group: 'rateFree',
  summary: 'Adam whose rate follows an estimate d of how far away the solution is.',
  text: `
hyper lr = 1 log 1e-2..10 within 1e-8..1e4 "Multiplies the rate that is found; 1 is meant to be right."
hyper dCoef = 1 log 0.1..10 within 1e-6..1e6 "Multiplies the estimate of the distance; the preferred way to tune it."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients, and by its root that of the estimate."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added, times d, to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.1 within 0..10 "At each step the weights shrink by the share stepSize weightDecay."
hyper d0 = 1e-6 log 1e-8..1e-2 within 1e-12..1e3 "The first estimate of the distance; it has to be too small."
hyper growthRate = none log 1.01..100 within 1..1e6 or none "The estimate may grow by at most this factor at each step."
switch biasCorrection = off "Correct the running means, which start at 0, as Adam does."
schedule lr
state m = 0
state v = 0
state s = 0
state moved = 0
state scalar c1 = 0
state scalar c2 = 0
state scalar num = 0
state scalar d = d0
state scalar dMax = d0

beta3 = sqrt(beta2)
c1 = beta1 * c1 + (1 - beta1)
c2 = beta2 * c2 + (1 - beta2)
stepSize = d * lr * if(biasCorrection, sqrt(c2) / c1, 1)
weight = d / d0 * stepSize
m = beta1 * m + (1 - beta1) * (d * g)
v = beta2 * v + (1 - beta2) * square(d * g)
num = beta3 * num + weight * dot(g, moved)
s = beta3 * s + weight * g
total = sum(abs(s))
estimate = if(total > 0, dCoef * num / total, d)
first = if(d == d0, max(d, estimate), d)     # from d0 the estimate may jump
dMax = max(dMax, estimate)
d = min(dMax, first * growthRate)
step = stepSize * (m / (sqrt(v) + d * eps) + weightDecay * w)
moved = moved + step
w = w - step
`,
  premise: 'The first estimate d0 is smaller than the distance to a solution.',
  reference: {
    text: 'K. Mishchenko, A. Defazio: Prodigy: An Expeditiously Adaptive Parameter-Free Learner, ICML 2024',
    url: 'https://arxiv.org/abs/2306.06101',
  },
})
