import { defineOptimizer } from '../defineOptimizer'

/** `bound` is c times the step size of the step before; one of 0 would end the training, and is left out. */
export const decspsSpec = defineOptimizer({
  id: 'decsps',
  label: 'DecSPS',
  group: 'polyak',
  summary: 'A Polyak step size that only decreases, so that it settles without interpolation.',
  text: `
hyper gammaB = 10 log 1e-2..1000 within 1e-8..1e8 "The largest first step."
hyper c0 = 1 log 0.1..100 within 1e-6..1e6 "Divides the step; it grows with the root of the number of steps."
hyper minLoss = 0 linear 0..1 within 0..1e6 "A number below all losses that a mini-batch can have."
state scalar bound = c0 * gammaB

c = c0 * sqrt(t)
polyak = if(gradNormSq > 0, (loss - minLoss) / gradNormSq, bound)
unclipped = polyak / c
limit = bound / c
stepSize = max(min(unclipped, limit), 0)
bound = if(stepSize > 0, c * stepSize, bound)
w = w - stepSize * g
`,
  premise: 'A lower bound of the losses is known. The model need not be able to reach it.',
  reference: {
    text:
      'A. Orvieto, S. Lacoste-Julien, N. Loizou: Dynamics of SGD with Stochastic Polyak Stepsizes: ' +
      'Truly Adaptive Variants and Convergence to Exact Solution, NeurIPS 2022',
    url: 'https://arxiv.org/abs/2205.04583',
  },
})
