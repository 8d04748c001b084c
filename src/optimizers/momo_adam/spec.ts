import { defineOptimizer } from '../defineOptimizer'

/** Running means start at 0; c1 and c2 say how much of them is there. */
export const momoAdamSpec = defineOptimizer({
  id: 'momo_adam',
  label: 'MoMo-Adam',
  group: 'polyak',
  summary: 'The step size of MoMo along the direction of Adam.',
  text: `
hyper lr = 0.01 log 1e-5..1 within 1e-8..1e4 "The largest step size; at first it is divided by 1 - beta1^t."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running means of loss and gradient: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.1 within 0..10 "Weight of ‖w‖² / 2, which is brought down exactly and not by its gradient."
hyper minLoss = 0 linear 0..1 within 0..1e6 "The smallest loss that is taken to be possible."
schedule lr
state m = 0
state v = 0
state scalar c1 = 0
state scalar c2 = 0
state scalar lossMean = 0
state scalar innerMean = 0

m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * square(g)
c1 = beta1 * c1 + (1 - beta1)     # 1 - beta1^t
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
lossMean = beta1 * lossMean + (1 - beta1) * loss
innerMean = beta1 * innerMean + (1 - beta1) * dot(g, w)
direction = m / (sqrt(v / c2) + eps)
shrink = 1 + lr * weightDecay
gain = shrink * (lossMean - c1 * minLoss) + dot(m, w) - shrink * innerMean
slope = dot(m, direction)
unclipped = if(slope > 0, max(gain, 0) / slope, 0)
limit = lr / c1
stepSize = min(unclipped, limit)
w = (w - stepSize * direction) / shrink
`,
  premise: 'The smallest loss is known; the model comes close to it.',
  reference: {
    text:
      'F. Schaipp, R. Ohana, M. Eickenberg, A. Defazio, R. M. Gower: MoMo: Momentum Models for ' +
      'Adaptive Learning Rates, ICML 2024',
    url: 'https://arxiv.org/abs/2305.07583',
  },
})
