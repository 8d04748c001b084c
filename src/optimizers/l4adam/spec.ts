import { defineOptimizer } from '../defineOptimizer'

/** c1 and c2 correct the running means, which start at 0. */
export const l4adamSpec = defineOptimizer({
  id: 'l4adam',
  label: 'L4Adam',
  group: 'baselines',
  summary: 'The step of L4 along the direction of Adam.',
  text: `
hyper fraction = 0.15 linear 0.01..0.5 within 1e-6..10 "How much of the step to the hoped-for loss is made."
hyper gamma = 0.9 linear 0..1 within 0..1 "The loss that is hoped for, as a share of the lowest one seen."
hyper gamma0 = 0.75 linear 0..1 within 0..1 "The same for the very first loss."
hyper tau = 1000 log 10..1e5 within 1..1e9 "After so many steps the lowest loss has been forgotten: it grows by 1 / tau at each step."
hyper time = 10 log 1..1000 within 1..1e6 "Over about so many steps the gradient is averaged."
hyper timeOfSquares = 1000 log 1..1e5 within 1..1e6 "Over about so many steps the squared gradient is averaged."
hyper eps = 1e-4 log 1e-8..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that nothing is divided by 0."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay ‖w‖² / 2 to the loss, and so to its gradient."
penalty weightDecay
state m = 0
state v = 0
state scalar c1 = 0
state scalar c2 = 0
state scalar lowest = 0

lowest = if(t == 1, gamma0 * loss, min(lowest, loss))
m = (1 - 1 / time) * m + g / time
v = (1 - 1 / timeOfSquares) * v + square(g) / timeOfSquares
c1 = (1 - 1 / time) * c1 + 1 / time
c2 = (1 - 1 / timeOfSquares) * c2 + 1 / timeOfSquares
slope = m / c1
direction = slope / (sqrt(v / c2) + eps)
stepSize = fraction * (loss - gamma * lowest) / (dot(direction, slope) + 1e-12)
w = w - stepSize * direction
lowest = lowest * (1 + 1 / tau)
`,
  premise: 'A loss somewhat below the lowest one seen can be reached; it need not be 0.',
  reference: {
    text: 'M. Rolinek, G. Martius: L4: Practical loss-based stepsize adaptation for deep learning, NeurIPS 2018',
    url: 'https://arxiv.org/abs/1802.05074',
  },
})
