import { defineOptimizer } from '../defineOptimizer'

export const proxspsSpec = defineOptimizer({
  id: 'proxsps',
  label: 'ProxSPS',
  group: 'polyak',
  summary: 'A Polyak step size that leaves weight decay out of the linear picture of the loss.',
  text: `
hyper lr = 1 log 1e-3..100 within 1e-8..1e4 "The largest step size."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Weight of ‖w‖² / 2, which is brought down exactly and not by its gradient."
hyper minLoss = 0 linear 0..1 within 0..1e6 "The smallest loss that is taken to be possible, without the decay."
schedule lr

shrink = 1 + lr * weightDecay
gain = shrink * (loss - minLoss) - lr * weightDecay * dot(g, w)
unclipped = if(gradNormSq > 0, max(gain, 0) / gradNormSq, 0)
stepSize = min(unclipped, lr)
w = (w - stepSize * g) / shrink
`,
  premise: 'The model can bring the loss of every mini-batch close to minLoss at once.',
  reference: {
    text: 'F. Schaipp, R. M. Gower, M. Ulbrich: A Stochastic Proximal Polyak Step Size, TMLR 2023',
    url: 'https://arxiv.org/abs/2301.04935',
  },
})
