/**
 * How long a sweep takes, before anything of it has been trained: a guess from the sizes of network
 * and data, good to a factor of two or three. What has been trained here says it better.
 */
import { dataShape } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { modelSize } from '../../experiment/memory'
import { modelSpec } from '../../models/specs'
import { partsOfOneSeed, trialCount } from './trials'
import { sideBySide } from './trialExperiment'
import type { SweepState } from './sweepRunner'
import type { SweepSettings } from './sweepSettings'
import type { SweepBase } from './types'

/** Of one core with WebAssembly, per example: multiplications of a step, forward and backward. */
const SECONDS_PER_PRODUCT = 5e-10
/** A test goes forward alone. */
const FORWARD = 0.3
/** Products that a convolution makes for each number that it hands on. */
const PER_ACTIVATION = 15
const SECONDS_PER_STEP = 6e-4
/** To prepare an experiment. */
const SECONDS_TO_LOAD = 0.4

/** Of a training with everything in it, on one core. */
function secondsOf({ data, model, ...rest }: Experiment): number {
  const { input, classNames, testCount } = dataShape(data)
  const spec = modelSpec(model.id)
  const products =
    modelSize({ data, model }) +
    (spec.needsImages ? PER_ACTIVATION : 0) *
      spec.activations(model.options, input, classNames.length)
  const perExample = SECONDS_PER_PRODUCT * products
  const steps = rest.steps ?? 0
  const tests = 1 + Math.floor(steps / rest.eval)
  const perRun =
    steps * (SECONDS_PER_STEP + rest.batch * perExample) +
    FORWARD * perExample * (tests * testCount + rest.examples)
  return SECONDS_TO_LOAD + rest.runs.length * perRun
}

/** Of so many trials of a sweep; every seed is guessed to take as long as the first. */
export function guessedSeconds(base: SweepBase, settings: SweepSettings, trials: number): number {
  const parts = partsOfOneSeed(base, settings)
  const seconds = parts.reduce((sum, part) => sum + secondsOf(sideBySide(base, settings, part)), 0)
  return (seconds * trials) / parts.flat().length
}

/** What is left of a sweep: by what was measured on this page, or a guess. */
export function secondsLeft(
  base: SweepBase,
  settings: SweepSettings,
  { at, taken }: { readonly at: number; readonly taken: SweepState['taken'] },
): number {
  const left = trialCount(base, settings) - at
  if (taken.trials > 0) return (left * taken.seconds) / taken.trials
  return guessedSeconds(base, settings, left)
}

/** "about 40 seconds", "about 3 minutes", "about 2 hours" */
export function durationText(seconds: number): string {
  const about = (count: number, unit: string) => `about ${count} ${unit}${count === 1 ? '' : 's'}`
  if (seconds < 55) return about(Math.max(5, 5 * Math.round(seconds / 5)), 'second')
  if (seconds < 90 * 60) return about(Math.round(seconds / 60), 'minute')
  return about(Math.round(seconds / 3600), 'hour')
}
