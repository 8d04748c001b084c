let registrations = 0

/** Called whenever the kernels behind tfjs's operations, or their tiles, have changed. */
export function countRegistration(): void {
  registrations++
}

/** Another number than before where kernels or tiles have changed since; compared by captures. */
export function kernelGeneration(): number {
  return registrations
}
