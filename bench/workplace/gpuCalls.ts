/** Counts and stubs WebGPU calls of this thread, whoever makes them. */

/** Dispatches made while `run` runs. */
export async function countDispatches(run: () => Promise<unknown>): Promise<number> {
  let count = 0
  await withDispatch((dispatch) => {
    count++
    dispatch()
  }, run)
  return count
}

/** Runs with all dispatches left out: what remains is JavaScript and its messages to the device. */
export async function withoutDispatches<T>(run: () => Promise<T>): Promise<T> {
  return withDispatch(() => undefined, run)
}

async function withDispatch<T>(
  replacement: (dispatch: () => void) => void,
  run: () => Promise<T>,
): Promise<T> {
  if (typeof GPUComputePassEncoder === 'undefined') return run()
  const prototype = GPUComputePassEncoder.prototype
  const original = prototype.dispatchWorkgroups
  prototype.dispatchWorkgroups = function (x, y, z) {
    replacement(() => original.call(this, x, y, z))
  }
  try {
    return await run()
  } finally {
    prototype.dispatchWorkgroups = original
  }
}

/** Adds up the buffers that live on the device, from now on. @returns their bytes, when called */
export function trackBuffers(): () => number {
  const live = new Map<GPUBuffer, number>()
  if (typeof GPUDevice === 'undefined') return () => 0
  const create = GPUDevice.prototype.createBuffer
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = create.call(this, descriptor)
    live.set(buffer, descriptor.size)
    const destroy = buffer.destroy
    buffer.destroy = () => {
      live.delete(buffer)
      return destroy.call(buffer)
    }
    return buffer
  }
  return () => [...live.values()].reduce((sum, size) => sum + size, 0)
}
