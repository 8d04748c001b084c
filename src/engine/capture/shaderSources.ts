/**
 * The text of every shader that tfjs compiles. WebGPU does not give it back, and a launch for
 * several runs is made from it.
 */

/** The function that tfjs's shaders start with. */
export const ENTRY_POINT = '_start'

const textOfModule = new WeakMap<GPUShaderModule, string>()
const textOfPipeline = new WeakMap<GPUComputePipeline, string>()
const watched = new WeakSet<GPUDevice>()

/** To be called before tfjs compiles anything for this device; a second call does nothing. */
export function rememberShaders(device: GPUDevice): void {
  if (watched.has(device)) return
  watched.add(device)
  const { createShaderModule, createComputePipeline } = device
  device.createShaderModule = (descriptor) => {
    const module = createShaderModule.call(device, descriptor)
    textOfModule.set(module, descriptor.code)
    return module
  }
  device.createComputePipeline = (descriptor) => {
    const pipeline = createComputePipeline.call(device, descriptor)
    const { module, entryPoint } = descriptor.compute
    const text = textOfModule.get(module)
    if (text !== undefined && entryPoint === ENTRY_POINT) textOfPipeline.set(pipeline, text)
    return pipeline
  }
}

/** Undefined for a pipeline that was made before `rememberShaders`, or not by tfjs. */
export function shaderOf(pipeline: GPUComputePipeline): string | undefined {
  return textOfPipeline.get(pipeline)
}
