import type { FusedRule } from '../fusedRule'

/** `adamRule` as WGSL; see there. */
export const adamFused: FusedRule = {
  hyper: ['lr', 'beta1', 'beta2', 'eps', 'weightDecay'],
  scalars: () => `
    next2 = beta1 * s2 + (1.0 - beta1);
    next3 = beta2 * s3 + (1.0 - beta2);
    stepSize = lr;`,
  elements: (staticOptions) => `
    next0 = beta1 * s0 + (1.0 - beta1) * g;
    next1 = beta2 * s1 + (1.0 - beta2) * (g * g);
    let decayed = w${staticOptions.decay === 'decoupled' ? ' * (1.0 - lr * weightDecay)' : ''};
    nextW = decayed - ((lr / next2) * next0) / (sqrt(next1 / next3) + eps);`,
}
