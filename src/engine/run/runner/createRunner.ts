import * as tf from '@tensorflow/tfjs-core'
import { checkBackend } from '../../capture/backendInternals'
import { CaptureError } from '../../capture/captureError'
import { EagerRunner } from './eagerRunner'
import { ReplayRunner } from './replayRunner'
import type { RunnerSetup, StepRunner } from './types'

/** Takes ownership of the tensors in `setup`. */
export function createRunner(setup: RunnerSetup): StepRunner {
  if (tf.getBackend() !== 'webgpu') return new EagerRunner(setup)
  const backend = tf.backend()
  try {
    checkBackend(backend)
  } catch (error) {
    if (error instanceof CaptureError) return new EagerRunner(setup, error.message)
    throw error
  }
  return new ReplayRunner(backend, setup)
}
