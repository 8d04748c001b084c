import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { optimizerSpecs } from '../../optimizers/specs'
import { asRunId } from '../../spec/runId'
import type { SavedWhole } from './database'
import type { SavedExperiment } from './records'
import { readSnapshot } from './records'
import { deserialize } from './deserialize'

const PARAMETERS = 7850

/** What is kept of one run of a rule after a few steps, with a number of its own in every place. */
function savedRun(id: string): SavedWhole {
  const { experiment } = decodeLink(`v=1&model=softmax&run=${id}`)
  const [run] = experiment.runs
  const spec = optimizerSpecs.find((one) => one.id === id)!
  const numbers = (shape: readonly number[], from: number) =>
    Float32Array.from({ length: shape[0] ?? 1 }, (_, i) => from + i / 16)
  const description = {
    ...{ id: 'a', experiment, keys: [3], diverged: [null] },
    edits: [],
  } as unknown as SavedExperiment
  const kept = {
    key: asRunId(3),
    parameters: numbers([PARAMETERS], 0.5),
    state: spec.stateShapes(PARAMETERS).map((shape, i) => numbers(shape, i + 1)),
    values: run!.hyper,
    skippedInARow: 0,
  }
  const block = {
    key: 3,
    firstStep: 0,
    columns: ['loss'],
    values: new Float32Array(4),
    seconds: new Float64Array(4),
  }
  return {
    description,
    chunks: [{ id: 'a', sequence: 0, blocks: [block], evaluations: [] }],
    snapshot: { id: 'a', step: 4, seconds: 1, runs: [kept] },
    isCut: false,
  } as SavedWhole
}

it.each(optimizerSpecs.map(({ id }) => id))('brings back every state of %s', (id) => {
  const saved = savedRun(id)
  const snapshot = readSnapshot(structuredClone(saved.snapshot))
  const [run] = deserialize({ ...saved, snapshot }).snapshot!.runs
  expect(run!.state).toEqual(saved.snapshot!.runs[0]!.state)
  expect(run!.parameters).toEqual(saved.snapshot!.runs[0]!.parameters)
  expect(run!.values).toEqual(saved.description.experiment.runs[0]!.hyper)
})
