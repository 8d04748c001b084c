/** log(1 + x); ../log1p.ts says what is wrong with the stock kernel. */
import { Log1p } from '@tensorflow/tfjs-core'
import { LOG1P_SERIES, LOG1P_SERIES_FROM, LOG1P_SERIES_TO } from '../log1p'
import { elementwiseSource } from './elementwise'
import { holdFloats, runKernel, type KernelOverride } from './program'
import { floatType, vectorWidthOf } from './wgsl'

/** log(1 + x) as a function of WGSL, which has none, of numbers or of vectors. */
export function log1pFunction(name = 'log1p', type = 'f32'): string {
  return `
    fn ${name}(x: ${type}) -> ${type} {
      let s = x / (2.0 + x);
      let q = s * s;
      // NaN takes the series, which keeps it: some adapters have a number for log(NaN).
      let isLarge = (x <= ${type}(${LOG1P_SERIES_FROM})) | (x >= ${type}(${LOG1P_SERIES_TO}));
      return select(${LOG1P_SERIES}, log(1.0 + x), isLarge);
    }`
}

export const log1p: KernelOverride = {
  kernelName: Log1p,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { x } = inputs
      if (!x || !holdFloats(backend, [x])) return undefined
      const count = x.shape.reduce((product, side) => product * side, 1)
      if (count === 0) return undefined
      const source = elementwiseSource('AligLog1p', ['x'], x.shape, tiles, 'log1p(x[at])')
      const declarations = log1pFunction('log1p', floatType(vectorWidthOf(count)))
      return runKernel(backend, { ...source, declarations }, [x])
    },
}
