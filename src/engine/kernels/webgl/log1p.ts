/** log(1 + x); ../log1p.ts says what is wrong with the stock kernel. */
import { Log1p, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core'
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { LOG1P_SERIES, LOG1P_SERIES_FROM, LOG1P_SERIES_TO } from '../log1p'

const program = (shape: readonly number[]): GPGPUProgram => ({
  variableNames: ['X'],
  outputShape: [...shape],
  userCode: `
    float log1p(float x) {
      // NaN takes the series, which keeps it.
      if (x <= ${LOG1P_SERIES_FROM} || x >= ${LOG1P_SERIES_TO}) return log(1.0 + x);
      float s = x / (2.0 + x);
      float q = s * s;
      return ${LOG1P_SERIES};
    }
    void main() { setOutput(log1p(getXAtOutCoords())); }`,
})

export const log1p: KernelConfig = {
  kernelName: Log1p,
  backendName: 'webgl',
  kernelFunc: ({ inputs, backend }) => {
    const { x } = inputs as { x: TensorInfo }
    return (backend as MathBackendWebGL).runWebGLProgram(program(x.shape), [x], 'float32')
  },
}
