/**
 * tfjs never looks at WebGPU's validation errors: after an invalid shader or bind group it goes on
 * and returns garbage. This makes them visible.
 */

/**
 * Calls `onError` with a sentence for every error that no error scope of `device` caught.
 * @returns a function that stops watching
 */
export function watchDevice(device: GPUDevice, onError: (message: string) => void): () => void {
  const listener = (event: GPUUncapturedErrorEvent) => {
    // Without this the browser would write the same words to the console once more.
    event.preventDefault()
    onError(
      `The graphics device refused a command, so numbers computed since may be wrong. Reset the ` +
        `experiment, or choose another backend. Details: ${event.error.message}`,
    )
  }
  device.addEventListener('uncapturederror', listener)
  return () => {
    device.removeEventListener('uncapturederror', listener)
  }
}
