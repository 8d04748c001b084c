import { defineOptimizer } from '../defineOptimizer'

/** The largest mean square is kept before its correction, as PyTorch does. */
export const amsgradSpec = defineOptimizer({
  id: 'amsgrad',
  label: 'AMSGrad',
  group: 'baselines',
  summary: 'Adam whose scale of each weight never shrinks.',
  text: `
hyper lr = 0.001 log 1e-5..1 within 1e-8..1e4 "Learning rate: about how far each single weight moves at each step."
hyper beta1 = 0.9 linear 0..0.99 within 0..0.9999 "Memory of the running mean of the gradients: closer to 1 remembers longer."
hyper beta2 = 0.999 linear 0.9..0.9999 within 0..0.99999 "Memory of the running mean of the squared gradients: closer to 1 remembers longer."
hyper eps = 1e-8 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the mean squared gradient, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
schedule lr
state m = 0
state v = 0
state vMax = 0
state scalar c1 = 0
state scalar c2 = 0

stepSize = lr
d = g + weightDecay * w
m = beta1 * m + (1 - beta1) * d
v = beta2 * v + (1 - beta2) * square(d)
vMax = max(vMax, v)
c1 = beta1 * c1 + (1 - beta1)     # 1 - beta1^t
c2 = beta2 * c2 + (1 - beta2)     # 1 - beta2^t
w = w - lr / c1 * m / (sqrt(vMax / c2) + eps)
`,
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text: 'S. J. Reddi, S. Kale, S. Kumar: On the Convergence of Adam and Beyond, ICLR 2018',
    url: 'https://openreview.net/forum?id=ryQu7f-RZ',
  },
})
