import { defineOptimizer } from '../defineOptimizer'

/** What c1 and c2 are for is said beside Adam. */
export const adamwSpec = defineOptimizer({
  id: 'adamw',
  label: 'AdamW',
  group: 'baselines',
  summary: 'Adam with weights that shrink directly, apart from the gradient.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0.01 linear 0..0.1 within 0..10 "At each step the weights shrink by the share lr weightDecay."
choice epsMode = outside | inside "Outside, as PyTorch has it: eps is added after the correction of the running mean. Inside, as the experiments of the ALI-G paper had it: before, where it acts up to 32 times as strongly at first."
schedule lr
state m = 0
state v = 0
state scalar c1 = 0
state scalar c2 = 0

stepSize = lr
m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * square(g)
c1 = beta1 * c1 + (1 - beta1)     # 1 - beta1^t
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
scale = if(epsMode == inside, (sqrt(v) + eps) / sqrt(c2), sqrt(v / c2) + eps)
w = w * (1 - lr * weightDecay) - lr / c1 * m / scale
`,
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text: 'I. Loshchilov, F. Hutter: Decoupled Weight Decay Regularization, ICLR 2019',
    url: 'https://arxiv.org/abs/1711.05101',
  },
})
