import { describe, expect, it } from 'vitest'
import { checkBackend } from './backendInternals'
import { CaptureError } from './captureError'

describe('checkBackend', () => {
  it('names what another version of the backend does not have', () => {
    const backend = { commandEncoder: null, device: {}, uploadToGPU: () => undefined }
    expect(() => checkBackend(backend)).toThrow(CaptureError)
    expect(() => checkBackend(backend)).toThrow(/cannot be recorded: it has no write, readSync/)
    expect(() => checkBackend(backend)).not.toThrow(/commandEncoder|uploadToGPU|device/)
    expect(() => checkBackend({})).toThrow(/commandEncoder/)
  })
})
