import { defineOptimizer } from '../defineOptimizer'

/** As the experiments of the ALI-G paper had it: v starts at 0, and eps is inside by default. */
export const yogiSpec = defineOptimizer({
  id: 'yogi',
  label: 'Yogi',
  group: 'baselines',
  summary: 'Adam whose scale of each weight changes slowly, whatever the gradient is.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "How slowly the squared size of the gradients is followed: closer to 1 is slower."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the squared size, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
choice epsMode = inside | outside "Inside, as the experiments of the ALI-G paper had it: eps is added before the correction of the running mean, where it acts up to 32 times as strongly at first. Outside, as PyTorch has it in Adam: after it."
schedule lr
state m = 0
state v = 0
state scalar c1 = 0
state scalar c2 = 0

stepSize = lr
d = g + weightDecay * w
squared = square(d)
m = beta1 * m + (1 - beta1) * d
v = v - (1 - beta2) * sign(v - squared) * squared
c1 = beta1 * c1 + (1 - beta1)     # 1 - beta1^t
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
scale = if(epsMode == inside, (sqrt(v) + eps) / sqrt(c2), sqrt(v / c2) + eps)
w = w - lr / c1 * m / scale
`,
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text:
      'M. Zaheer, S. J. Reddi, D. Sachan, S. Kale, S. Kumar: Adaptive Methods for Nonconvex ' +
      'Optimization, NeurIPS 2018',
    url: 'https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization',
  },
})
