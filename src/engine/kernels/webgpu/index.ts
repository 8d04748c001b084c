import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
} from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-webgpu'
import { add } from './add'
import { batchMatMul } from './batchMatMul'
import { classLosses } from './classLoss'
import { concat } from './concat'
import { conv2d } from './conv2d'
import { conv2dBackpropFilter } from './conv2dBackpropFilter'
import { conv2dBackpropInput } from './conv2dBackpropInput'
import { maxPool } from './maxPool'
import { maxPoolGrad } from './maxPoolGrad'
import { withFallback, type KernelOverride } from './program'
import { relu, reluGrad } from './relu'
import { useReluGradientKernel } from './reluGradient'
import { fusedUpdate } from './fusedUpdate'
import { log1p } from './log1p'
import { countRegistration } from './generation'
import { standardiseBytes } from './standardiseBytes'
import { splitV } from './splitV'
import { stepMoments } from './stepMoments'
import { mean, sum } from './sum'
import type { TileOptions } from './tiles'

export { tilesFor, SOFTWARE_TILES, type TileOptions } from './tiles'
export { watchDevice } from './uncapturedErrors'

const BACKEND = 'webgpu'

const OVERRIDES: readonly KernelOverride[] = [
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  maxPool,
  maxPoolGrad,
  batchMatMul,
  add,
  relu,
  reluGrad,
  log1p,
  sum,
  mean,
  concat,
  splitV,
  fusedUpdate,
  ...classLosses,
  standardiseBytes,
  stepMoments,
]

/** What stood in tfjs's registry before ours; undefined for kernels that only we have. */
let replaced: Map<string, KernelConfig | undefined> | undefined
let restoreGradient: (() => void) | undefined

/**
 * Puts our kernels in the place of tfjs's WebGPU kernels, for every tensor operation from now on.
 * Shapes and types that one of ours does not cover still reach the stock kernel. Calling it again
 * changes the tiles, and steps that were recorded are captured again.
 */
export function registerWebgpuKernels(tiles: TileOptions): void {
  unregisterWebgpuKernels()
  replaced = new Map()
  for (const override of OVERRIDES) {
    const { kernelName } = override
    const stock = override.isNew ? undefined : getKernel(kernelName, BACKEND)
    if (!stock && !override.isNew) {
      throw new Error(`tfjs has no WebGPU kernel named ${kernelName}; check the tfjs version.`)
    }
    if (stock) unregisterKernel(kernelName, BACKEND)
    registerKernel({
      ...stock,
      kernelName,
      backendName: BACKEND,
      kernelFunc: withFallback(override.create(tiles), stock?.kernelFunc, kernelName),
    })
    replaced.set(kernelName, stock)
  }
  restoreGradient = useReluGradientKernel()
  countRegistration()
}

/** Puts tfjs's own kernels back. Does nothing if ours are not registered. */
export function unregisterWebgpuKernels(): void {
  for (const [name, stock] of replaced ?? []) {
    unregisterKernel(name, BACKEND)
    if (stock) registerKernel(stock)
  }
  replaced = undefined
  restoreGradient?.()
  restoreGradient = undefined
  countRegistration()
}
