import type { FusedRule } from '../fusedRule'

/** `aligRule` as WGSL; see there. */
export const aligFused: FusedRule = {
  hyper: ['maxLr', 'momentum', 'eps'],
  scalars: () => `
    unclipped = loss / (gradNormSq + eps);
    stepSize = max(min(unclipped, maxLr), 0.0);`,
  elements: (staticOptions) =>
    staticOptions.momentumMode === 'adjusted'
      ? `
    let next = momentum * s0 - g;
    let velocityStep = select(0.0, stepSize, gradNormSq > 0.0);
    nextW = (w - stepSize * g) + (velocityStep * momentum) * next;
    next0 = select(V(0.0), next, momentum > 0.0);`
      : `
    let descent = stepSize * g;
    let next = momentum * s0 - descent;
    nextW = (w - descent) + momentum * next;
    next0 = select(V(0.0), next, momentum > 0.0);`,
}
