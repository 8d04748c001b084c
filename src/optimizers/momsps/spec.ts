import { defineOptimizer } from '../defineOptimizer'

export const momspsSpec = defineOptimizer({
  id: 'momsps',
  label: 'MomSPS',
  group: 'polyak',
  summary: 'A Polyak step size for heavy-ball momentum.',
  text: `
hyper gammaMax = 10 log 1e-3..100 within 1e-8..1e8 or none "The largest step size, but for the factor 1 - beta."
hyper beta = 0.9 linear 0..0.99 within 0..0.9999 "Share of the last move that is repeated at each step."
hyper c = 1 linear 0.1..2 within 1e-6..1e6 "Divides the step: 1 is the step at which the linearised loss would reach 0."
state move = 0

unclipped = if(gradNormSq > 0, (1 - beta) * loss / (c * gradNormSq), 0)
limit = (1 - beta) * gammaMax
stepSize = min(unclipped, limit)
move = beta * move - stepSize * g
w = w + move
`,
  premise: 'The model can bring the loss of every mini-batch close to 0 at once.',
  reference: {
    text:
      'D. Oikonomou, N. Loizou: Stochastic Polyak Step-sizes and Momentum: Convergence Guarantees and ' +
      'Practical Performance, ICLR 2025',
    url: 'https://arxiv.org/abs/2406.04142',
  },
})
