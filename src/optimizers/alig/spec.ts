import { numberOf } from '../../spec/hyperparameter'
import { defineOptimizer } from '../defineOptimizer'

export const aligSpec = defineOptimizer({
  id: 'alig',
  label: 'ALI-G',
  group: 'paper',
  summary: 'The step at which the linearised loss would reach 0, never longer than maxLr.',
  text: `
hyper maxLr = 0.2 log 1e-3..100 within 1e-8..1e8 or none "The largest step size that ALI-G may take. It is the only value that needs choosing; without a limit the step can become as long as loss / ‖g‖² says."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Share of the last move that is repeated at each step. 0 switches momentum off."
choice momentumMode = standard | adjusted when momentum > 0 "Standard: every past gradient keeps the step size of its own time. Adjusted (the Nesterov form of other libraries): all of them get the current step size."
hyper eps = 1e-5 log 1e-8..1e-2 within 1e-12..1 "Added to ‖g‖² so that nothing is divided by zero. Late in training, when ‖g‖² is smaller than this, it decides the step size."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay ‖w‖² / 2 to the loss, and so to its gradient. The loss then cannot reach 0, which ALI-G counts on; the radius is the better way to keep weights small."
hyper minLoss = 0 linear 0..1 within 0..1e6 "The smallest loss that is taken to be possible. Above 0 it allows for a loss that cannot reach 0; where it is too high, steps end too early."
penalty weightDecay
state v = 0

unclipped = (loss - minLoss) / (gradNormSq + eps)
stepSize = max(min(unclipped, maxLr), 0)       # a negative loss gives no step

# standard: v collects moves; adjusted: v collects gradients, and a gradient of 0 moves nothing
move = stepSize * g
latest = if(momentumMode == adjusted, g, move)
next = momentum * v - latest
carry = if(momentumMode == adjusted, if(gradNormSq > 0, stepSize, 0) * momentum, momentum)
w = w - move + carry * next
v = if(momentum > 0, next, 0)                  # momentum starts from rest when it is switched on
`,
  premise:
    'The model can bring the loss of every training example close to 0 (interpolation). ' +
    'Label noise, a model that is too small, weight decay or strong augmentation break this.',
  reference: {
    text:
      'L. Berrada, A. Zisserman, M. P. Kumar: Training Neural Networks for and by ' +
      'Interpolation, ICML 2020',
    url: 'https://arxiv.org/abs/1906.05661',
  },
  warning: (values) => {
    if (numberOf(values, 'weightDecay') > 0) {
      return (
        'Weight decay keeps the loss away from 0, and ALI-G takes its steps as if 0 could be ' +
        'reached. Set a radius instead.'
      )
    }
    if (
      values.momentumMode === 'adjusted' &&
      numberOf(values, 'momentum') > 0 &&
      values.maxLr === null
    ) {
      return (
        'Adjusted momentum without a limit on the step size can throw the weights far away, ' +
        'because one large step size multiplies all past gradients. Set maxLr, or use the ' +
        'standard momentum.'
      )
    }
    return undefined
  },
})
