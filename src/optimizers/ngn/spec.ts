import { defineOptimizer } from '../defineOptimizer'

export const ngnSpec = defineOptimizer({
  id: 'ngn',
  label: 'NGN',
  group: 'polyak',
  summary: 'A soft minimum of sigma and twice the Polyak step size.',
  text: `
hyper sigma = 1 log 1e-3..100 within 1e-8..1e8 "Where the loss is large the step comes close to this, and it never exceeds it."

unclipped = if(gradNormSq > 0, 2 * loss / gradNormSq, 0)
stepSize = if(loss > 0, sigma / (1 + sigma * gradNormSq / (2 * loss)), 0)
w = w - stepSize * g
`,
  premise: 'The loss is never negative. Whether it can reach 0 matters less the smaller sigma is.',
  reference: {
    text:
      'A. Orvieto, L. Xiao: An Adaptive Stochastic Gradient Method with Non-negative Gauss-Newton ' +
      'Stepsizes, arXiv 2024',
    url: 'https://arxiv.org/abs/2407.04358',
  },
})
