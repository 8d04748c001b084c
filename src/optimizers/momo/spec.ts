import { defineOptimizer } from '../defineOptimizer'

/** All three running means start at their first value. */
export const momoSpec = defineOptimizer({
  id: 'momo',
  label: 'MoMo',
  group: 'polyak',
  summary: 'A Polyak step size for momentum, from running means of loss and gradient.',
  text: `
hyper lr = 1 log 1e-3..100 within 1e-8..1e4 "The largest step size."
hyper beta = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running means: closer to 1 remembers longer."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Weight of ‖w‖² / 2, which is brought down exactly and not by its gradient."
hyper minLoss = 0 linear 0..1 within 0..1e6 "The smallest loss that is taken to be possible."
schedule lr
state d = 0
state scalar lossMean = 0
state scalar innerMean = 0

inner = dot(g, w)
d = if(t == 1, g, beta * d + (1 - beta) * g)
lossMean = if(t == 1, loss, beta * lossMean + (1 - beta) * loss)
innerMean = if(t == 1, inner, beta * innerMean + (1 - beta) * inner)
shrink = 1 + lr * weightDecay
gain = shrink * (lossMean - minLoss) + dot(d, w) - shrink * innerMean
size = norm2(d)
unclipped = if(size > 0, max(gain, 0) / size, 0)
stepSize = min(unclipped, lr)
w = (w - stepSize * d) / shrink
`,
  premise: 'The smallest loss is known; the model comes close to it.',
  reference: {
    text:
      'F. Schaipp, R. Ohana, M. Eickenberg, A. Defazio, R. M. Gower: MoMo: Momentum Models for ' +
      'Adaptive Learning Rates, ICML 2024',
    url: 'https://arxiv.org/abs/2305.07583',
  },
})
