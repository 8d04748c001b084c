/** What an Experiment (JSON) says of itself. What cannot be read is as if it were not there. */
import * as v from 'valibot'
import { MAX_EDITS, MAX_EXAMPLES, MAX_NAME, MAX_RUNS, MAX_STEPS } from '../../experiment/limits'
import { cleanName } from '../../experiment/text'
import type { OptionValue } from '../../spec/hyperparameter'
import type { ImportedFacts } from './importedExperiment'

/** More than a program or a device has in names and words. */
const MOST_ENTRIES = 20
const MOST_TEXT = 1000

const text = v.pipe(v.string(), v.maxLength(MOST_TEXT))
const value = v.custom<OptionValue>(
  (input) =>
    input === null ||
    typeof input === 'boolean' ||
    (typeof input === 'number' && Number.isFinite(input)) ||
    (typeof input === 'string' && input.length <= MAX_NAME),
)
const numbers = v.pipe(
  v.custom<unknown[]>((input) => Array.isArray(input) && input.length <= MOST_ENTRIES),
  v.array(v.number()),
)

const edit = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_STEPS)),
  run: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_RUNS - 1)),
  key: v.pipe(v.string(), v.maxLength(MAX_NAME)),
  value,
  previous: value,
  scheduled: v.exactOptional(v.boolean()),
})

const edits = v.pipe(
  v.custom<unknown[]>((input) => Array.isArray(input) && input.length <= MAX_EDITS),
  v.array(edit),
)

const backend = v.object({
  name: v.picklist(['webgpu', 'wasm', 'webgl', 'cpu']),
  reason: text,
  device: v.exactOptional(text),
})

const versions = v.pipe(
  v.custom<Record<string, unknown>>(
    (input) =>
      typeof input === 'object' && input !== null && Object.keys(input).length <= MOST_ENTRIES,
  ),
  v.record(
    v.pipe(
      v.string(),
      v.check((key) => key === cleanName(key)),
    ),
    text,
  ),
)

export const factEntries = {
  stepsPerEpoch: v.fallback(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_EXAMPLES))),
    null,
  ),
  edits: v.fallback(edits, []),
  statistics: v.fallback(v.nullable(v.object({ mean: numbers, std: numbers })), null),
  backend: v.fallback(v.nullable(backend), null),
  versions: v.fallback(versions, {}),
}

type Facts = v.InferOutput<v.ObjectSchema<typeof factEntries, undefined>>

/** These alone: the rest of a file is large, and has gone other ways. */
export function factsOf(file: Facts): ImportedFacts {
  const { stepsPerEpoch, edits: appliedEdits, statistics, backend, versions } = file
  return { stepsPerEpoch, appliedEdits, statistics, backend, versions }
}
