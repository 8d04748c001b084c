import { getBackend, getKernel } from '@tensorflow/tfjs-core'

/** True where the backend in use has a kernel of our own for an operation. */
export function hasKernel(name: string): boolean {
  return getKernel(name, getBackend()) !== undefined
}
