import { defineOptimizer } from '../defineOptimizer'

/**
 * The published code keeps a step of 0 where the gradient vanishes, and then never moves again; here
 * the step before it is kept.
 */
export const spsSmoothSpec = defineOptimizer({
  id: 'sps_smooth',
  label: 'SPS smoothed',
  group: 'polyak',
  summary: 'The stochastic Polyak step size, which may grow only slowly from step to step.',
  text: `
hyper initStep = 1 log 1e-3..100 within 1e-8..1e8 "The step that is taken to have been made before the first one."
hyper gamma = 2 linear 1..8 within 1..1e6 "In one pass through the data the step may grow by at most this factor."
hyper batchesPerEpoch = 100 log 1..1000 within 1..1e6 integer "So many steps are one pass through the data."
hyper c = 0.5 linear 0.1..2 within 1e-6..1e6 "Divides the step: 1 is the step at which the linearised loss would reach 0, smaller values go further."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to c ‖g‖² so that nothing is divided by zero."
state scalar last = initStep

isFlat = gradNormSq < 1e-16
unclipped = loss / (c * gradNormSq + eps)
limit = pow(gamma, 1 / batchesPerEpoch) * last
stepSize = if(isFlat, 0, min(unclipped, limit))
last = if(isFlat, last, stepSize)
w = w - stepSize * g
`,
  premise: 'The model can bring the loss of every mini-batch close to 0 at once.',
  reference: {
    text:
      'N. Loizou, S. Vaswani, I. Laradji, S. Lacoste-Julien: Stochastic Polyak Step-size for SGD: An ' +
      'Adaptive Learning Rate for Fast Convergence, AISTATS 2021',
    url: 'https://arxiv.org/abs/2002.10542',
  },
})
