import * as tf from '@tensorflow/tfjs-core'
import { checkBackend } from '../../capture/backendInternals'
import { CaptureError } from '../../capture/captureError'
import { EagerRunner } from './eagerRunner'
import { ReplayRunner } from './replayRunner'
import type { RunnerSetup, StepRunner } from './types'

/** For the WebGPU backend. Takes ownership of the tensors in `setup`. */
export function createReplayRunner(setup: RunnerSetup): StepRunner {
  const backend = tf.backend()
  try {
    checkBackend(backend)
  } catch (error) {
    if (error instanceof CaptureError) return new EagerRunner(setup, error.message)
    throw error
  }
  return new ReplayRunner(backend, setup)
}
