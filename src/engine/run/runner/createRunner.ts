import * as tf from '@tensorflow/tfjs-core'
import { EagerRunner } from './eagerRunner'
import type { RunnerSetup, StepRunner } from './types'

type RunnerMaker = (setup: RunnerSetup) => StepRunner

let makeReplayRunner: RunnerMaker | null = null

/** What trains by replay is loaded with the backend that it is for, and given to this. */
export function useReplayRunner(make: RunnerMaker): void {
  makeReplayRunner = make
}

/** Takes ownership of the tensors in `setup`. */
export function createRunner(setup: RunnerSetup): StepRunner {
  if (tf.getBackend() === 'webgpu' && makeReplayRunner) return makeReplayRunner(setup)
  return new EagerRunner(setup)
}
