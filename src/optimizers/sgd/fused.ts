import type { FusedRule } from '../fusedRule'

/** `sgdRule` as WGSL; see there. */
export const sgdFused: FusedRule = {
  hyper: ['lr', 'momentum'],
  scalars: () => 'stepSize = lr;',
  elements: (staticOptions) => `
    let buffer = momentum * s0 + g;
    nextW = w - lr * ${staticOptions.nesterov === true ? '(g + momentum * buffer)' : 'buffer'};
    next0 = select(V(0.0), buffer, momentum > 0.0);`,
}
