/**
 * How much memory an experiment takes, estimated from its specs before anything is allocated, so
 * that no link and no slider can ask for more than a device holds.
 */
import { dataShape, datasetSpec } from '../data/specs'
import { modelSpec } from '../models/specs'
import { optimizerSpec } from '../optimizers/specs'
import { parameterCount, sizeOf } from '../spec/model'
import type { Experiment } from './experiment'

/** Copies of the parameter vector that one step holds at its peak: gradient, products, result. */
const PARAMETER_COPIES = 6
/** The forward pass is held for the backward pass, which makes as much again, and scratch. */
const ACTIVATION_COPIES = 3
const FLOAT_BYTES = 4

/**
 * What training may take. WebAssembly addresses 4 GB at most and browsers give less; a phone has
 * to leave room for the page itself.
 */
export const MEMORY_LIMIT = 1.5e9

export interface MemoryEstimate {
  /** Everything together, in bytes. */
  readonly total: number
  /** The part of it that a step needs while it is made. */
  readonly scratch: number
  /** The largest single tensor, in bytes: a graphics device has a limit of its own for that. */
  readonly largest: number
}

/** Parameters of the model on these data. */
export function modelSize({ data, model }: Pick<Experiment, 'data' | 'model'>): number {
  const { input, classNames } = dataShape(data)
  return parameterCount(modelSpec(model.id).tensors(model.options, input, classNames.length))
}

export function estimateMemory(experiment: Omit<Experiment, 'edits'>): MemoryEstimate {
  const data = dataShape(experiment.data)
  const { kind } = datasetSpec(experiment.data.id)
  const model = modelSpec(experiment.model.id)
  const pixels = sizeOf([data.input.height, data.input.width, data.input.channels])
  const classes = data.classNames.length
  const parameters = parameterCount(model.tensors(experiment.model.options, data.input, classes))
  const activations = model.activations(experiment.model.options, data.input, classes)

  // Runs take turns: weights and optimizer state are there for all, a step's scratch for one.
  const kept = experiment.runs.map(({ optimizer }) => {
    const state = optimizerSpec(optimizer).stateShapes(parameters)
    return parameters + state.reduce((sum, shape) => sum + sizeOf(shape), 0)
  })
  const step =
    PARAMETER_COPIES * parameters + experiment.batch * (pixels + ACTIVATION_COPIES * activations)
  const floats = kept.reduce((sum, size) => sum + size, 0) + step
  const perPixel = kind === 'points' ? FLOAT_BYTES : 1
  const images =
    perPixel * (Math.min(experiment.examples, data.trainCount) + data.testCount) * pixels
  return {
    total: FLOAT_BYTES * floats + images,
    scratch: FLOAT_BYTES * step,
    largest: FLOAT_BYTES * Math.max(parameters, experiment.batch * Math.max(pixels, activations)),
  }
}

/** What a worker needs before it has anything to train: its code and a backend. */
const WORKER_BYTES = 6e7

/** So many workers there is memory for, each with the scratch of a step; one in any case. */
export function workersWithin(experiment: Omit<Experiment, 'edits'>): number {
  const { total, scratch } = estimateMemory(experiment)
  const room = MEMORY_LIMIT - (total - scratch)
  return Math.max(1, Math.floor(room / (scratch + WORKER_BYTES)))
}

/** "850 kB", "12 MB", "3.4 GB". */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`
  return `${Math.round(bytes / 1e3)} kB`
}

/**
 * Why an experiment is too large, as a sentence; undefined where it is not.
 * @param largestTensor limit of the device for one tensor, in bytes
 */
export function tooLarge(experiment: Experiment, largestTensor = Infinity): string | undefined {
  const { total, largest } = estimateMemory(experiment)
  const advice = 'Choose fewer runs, a smaller batch or a smaller model.'
  if (total > MEMORY_LIMIT)
    return `This experiment needs about ${formatBytes(total)} of memory; the page keeps to ${formatBytes(MEMORY_LIMIT)}. ${advice}`
  if (largest > largestTensor)
    return `This experiment needs tensors of about ${formatBytes(largest)}; this device holds at most ${formatBytes(largestTensor)} in one piece. ${advice}`
  return undefined
}
