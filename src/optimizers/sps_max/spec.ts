import { defineOptimizer } from '../defineOptimizer'

export const spsMaxSpec = defineOptimizer({
  id: 'sps_max',
  label: 'SPS_max',
  group: 'polyak',
  summary: 'The stochastic Polyak step size with a constant c and a bound; with c = 1 it is ALI-G.',
  text: `
hyper etaMax = 1 log 1e-3..100 within 1e-8..1e8 or none "The largest step size."
hyper c = 0.5 linear 0.1..2 within 1e-6..1e6 "Divides the step: 1 is the step at which the linearised loss would reach minLoss, smaller values go further."
hyper minLoss = 0 linear 0..1 within 0..1e6 "The smallest loss that is taken to be possible on a mini-batch."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to c ‖g‖² so that nothing is divided by zero."

unclipped = (loss - minLoss) / (c * gradNormSq + eps)
stepSize = if(loss < minLoss or gradNormSq < 1e-16, 0, min(unclipped, etaMax))
w = w - stepSize * g
`,
  premise:
    'The smallest loss of every mini-batch is known, and the model can reach it on all of them at once.',
  reference: {
    text:
      'N. Loizou, S. Vaswani, I. Laradji, S. Lacoste-Julien: Stochastic Polyak Step-size for SGD: An ' +
      'Adaptive Learning Rate for Fast Convergence, AISTATS 2021',
    url: 'https://arxiv.org/abs/2002.10542',
  },
})
