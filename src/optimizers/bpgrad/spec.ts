import { defineOptimizer } from '../defineOptimizer'

/**
 * The simplified rule that the experiments of the ALI-G paper used, which moves without momentum,
 * too: in their code nothing moves then, because the update stands under "if momentum".
 */
export const bpgradSpec = defineOptimizer({
  id: 'bpgrad',
  label: 'BPGrad',
  group: 'baselines',
  summary: 'Along the gradient by eta times the loss, whatever the length of the gradient is.',
  text: `
hyper eta = 0.1 log 1e-3..10 within 1e-8..1e4 "How far a step goes for each unit of the loss; 1 / eta stands for the Lipschitz constant."
hyper momentum = 0 linear 0..0.99 within 0..0.9999 "Share of the last move that is repeated at each step. 0 switches momentum off."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay ‖w‖² / 2 to the loss, and so to its gradient."
hyper eps = 1e-5 log 1e-8..1e-2 within 1e-12..1 "Added to ‖g‖ so that nothing is divided by zero."
penalty weightDecay
state v = 0

stepSize = eta * loss / (sqrt(gradNormSq) + eps)
next = momentum * v - stepSize * g
w = w + next
v = if(momentum > 0, next, 0)     # momentum starts from rest when it is switched on
`,
  premise: 'The loss can reach 0, and eta has to be chosen.',
  reference: {
    text:
      'Z. Zhang, Y. Wu, G. Wang: BPGrad: Towards Global Optimality in Deep Learning via Branch and ' +
      'Pruning, CVPR 2018',
    url: 'https://arxiv.org/abs/1711.06959',
  },
})
