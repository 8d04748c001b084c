import { defineOptimizer } from '../defineOptimizer'

/**
 * c1 and c2, which are 1 - beta^t, are running means of the constant 1 under the same recursion as
 * m and v: the float32 error of 1 - beta2 (1.3e-5 relative at 0.999) then cancels in v / c2, which
 * it does not where beta^t is kept and subtracted from 1. They also stay right when a beta is
 * edited while training.
 */
export const adamSpec = defineOptimizer({
  id: 'adam',
  label: 'Adam',
  group: 'baselines',
  summary: 'A running mean of gradients, each weight scaled by the size of its own.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.1 within 0..10 "Pulls the weights towards 0; how, is said by decay."
choice decay = l2 | decoupled when weightDecay > 0 "l2 adds weightDecay w to the gradient. Decoupled shrinks the weights directly by lr weightDecay at each step; this is AdamW."
schedule lr
state m = 0
state v = 0
state scalar c1 = 0
state scalar c2 = 0

stepSize = lr
d = if(decay == decoupled, g, g + weightDecay * w)
m = beta1 * m + (1 - beta1) * d
v = beta2 * v + (1 - beta2) * square(d)
c1 = beta1 * c1 + (1 - beta1)     # 1 - beta1^t
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
kept = if(decay == decoupled, w * (1 - lr * weightDecay), w)
w = kept - lr / c1 * m / (sqrt(v / c2) + eps)
`,
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text: 'D. P. Kingma, J. Ba: Adam: A Method for Stochastic Optimization, ICLR 2015',
    url: 'https://arxiv.org/abs/1412.6980',
  },
})
