import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import type { TileOptions } from './tiles'
import type { VectorWidth } from './wgsl'

/** One compute shader over a flat range of threads. */
export interface KernelSource {
  /** Shown as the pipeline's label, so that profiles and errors name the kernel. */
  readonly name: string
  /** Every number that `body` depends on; with `name` it identifies the compiled pipeline. */
  readonly key: readonly (number | string | boolean)[]
  /** Names that `body` uses for its inputs, and how many floats one array element holds. */
  readonly inputs: readonly (readonly [name: string, vectorWidth: VectorWidth])[]
  readonly outputVectorWidth: VectorWidth
  readonly outputShape: readonly number[]
  readonly threads: number
  /** Statements; `index: i32` is the thread, `result` the output array. */
  readonly body: () => string
  /** Functions and workgroup variables that stand before `main`. */
  readonly declarations?: string
  /**
   * `body` has barriers, which all threads of a workgroup must reach; `threads` is then a multiple
   * of `workgroupSize`.
   */
  readonly hasBarriers?: boolean
  readonly workgroupSize: number
}

/**
 * Runs one shader through the tfjs backend. The output is float32.
 *
 * tfjs compiles with the bind-group layout 'auto', which drops whatever the shader does not use
 * and then makes the bind group invalid: hence the comparison with `uniforms.size` below, and the
 * rule that `body` reads every input.
 * @param output tensor to write into, instead of a new one
 */
export function runKernel(
  backend: WebGPUBackend,
  source: KernelSource,
  inputs: readonly TensorInfo[],
  output?: TensorInfo,
): TensorInfo {
  const { workgroupSize, threads } = source
  const program: WebGPUProgram = {
    variableNames: source.inputs.map(([name]) => name),
    variableComponents: source.inputs.map(([, vectorWidth]) => vectorWidth),
    outputComponent: source.outputVectorWidth,
    outputShape: [...source.outputShape],
    workgroupSize: [workgroupSize, 1, 1],
    dispatchLayout: { x: source.outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(threads / workgroupSize), 1, 1],
    size: true,
    shaderKey: `${source.name}:${source.key.join(',')}`,
    getUserCode: () => `
      ${source.declarations ?? ''}
      fn main(index: i32) {
        if (${source.hasBarriers ? '' : `index >= ${threads} || `}uniforms.size < 0) { return; }
        ${source.body()}
      }`,
  }
  // tfjs labels shader and pipeline with the constructor's name.
  Object.assign(program, { constructor: { name: source.name } })
  return backend.runWebGPUProgram(program, [...inputs], 'float32', undefined, output)
}

/** Arguments of a tfjs kernel, with the backend's type. */
export interface KernelArguments {
  readonly inputs: Readonly<Record<string, TensorInfo>>
  readonly attrs: Readonly<Record<string, unknown>>
  readonly backend: WebGPUBackend
}

/** Our kernel for one tfjs kernel name; returns undefined for what the stock kernel should do. */
export interface KernelOverride {
  readonly kernelName: string
  readonly create: (
    tiles: TileOptions,
  ) => (args: KernelArguments) => TensorInfo | TensorInfo[] | undefined
  /** The kernel is our own: there is no stock kernel to fall back to. */
  readonly isNew?: boolean
}

/**
 * True where every tensor is float32 and its buffer holds floats. A float32 tensor can own an
 * int32 buffer (a cast from bool or int32 only renames it), which a float shader would misread.
 */
export function holdFloats(backend: WebGPUBackend, tensors: readonly TensorInfo[]): boolean {
  return tensors.every(
    ({ dtype, dataId }) =>
      dtype === 'float32' && backend.tensorMap.get(dataId)?.dtype === 'float32',
  )
}

/** The kernel function to register: ours where it applies, otherwise `stock`. */
export function withFallback(
  kernel: ReturnType<KernelOverride['create']>,
  stock: KernelFunc | undefined,
  name: string,
): KernelFunc {
  return (args) => {
    const ours = kernel(args as unknown as KernelArguments)
    if (ours !== undefined) return ours
    if (stock === undefined) throw new Error(`The WebGPU kernel ${name} cannot take these tensors.`)
    return stock(args)
  }
}
