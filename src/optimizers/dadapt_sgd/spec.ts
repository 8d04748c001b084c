import { defineOptimizer } from '../defineOptimizer'

/** g0 is the norm of the first gradient that is not 0; num and s are those of the paper. */
export const dadaptSgdSpec = defineOptimizer({
  id: 'dadapt_sgd',
  label: 'D-Adaptation SGD',
  group: 'rateFree',
  summary: 'SGD whose rate follows an estimate d of how far away the solution is.',
  text: `
hyper lr = 1 log 1e-2..10 within 1e-8..1e4 "Multiplies the rate that is found; 1 is meant to be right."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Share of the weights that is kept at each step."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
hyper d0 = 1e-6 log 1e-8..1e-2 within 1e-12..1e3 "The first estimate of the distance; it has to be too small."
hyper growthRate = none log 1.01..100 within 1..1e6 or none "The estimate may grow by at most this factor at each step."
state s = 0
state start = w
state scalar d = d0
state scalar g0 = 0
state scalar num = 0

h = g + weightDecay * w
g0 = if(g0 > 0, g0, sqrt(gradNormSq))
stepSize = if(g0 > 0, d * lr / g0, 0)
num = num + stepSize * dot(h, s)
s = s + stepSize * h
far = norm(s)
estimate = if(far > 0, 2 * num / far, 0)
d = max(d, min(estimate, d * growthRate))
w = momentum * w + (1 - momentum) * (start - s)
`,
  premise: 'The first estimate d0 is smaller than the distance to a solution.',
  reference: {
    text: 'A. Defazio, K. Mishchenko: Learning-Rate-Free Learning by D-Adaptation, ICML 2023',
    url: 'https://arxiv.org/abs/2301.07733',
  },
})
