/** Kernels of tfjs's WebGL backend that are not precise enough, one file each. */
import { registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-webgl'
import { log1p } from './log1p'

/** Puts our kernels in the place of tfjs's WebGL kernels. */
export function registerWebglKernels(): void {
  for (const kernel of [log1p]) {
    // Registering over an existing kernel would only warn.
    unregisterKernel(kernel.kernelName, kernel.backendName)
    registerKernel(kernel)
  }
}
