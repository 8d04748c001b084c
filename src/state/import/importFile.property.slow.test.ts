import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from '../../experiment/link'
import { mutated } from '../../experiment/testing/arbitraries'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { metricsCsv } from '../export/csv'
import { experimentJson } from '../export/json'
import { SeriesStore } from '../series/series'
import { describeDifference, seriesDifference } from './runDifference'
import { foreignRuns } from './overlay'
import { pairsOf } from './runPairs'
import { readImport } from './importFile'

const { experiment } = decodeLink('v=1&run=alig,maxLr:none,name:Mine&run=sgd&edit=1,0,maxLr:0.1')
const RUNS = [{ id: asRunId(1) }, { id: asRunId(2) }]
const series = new SeriesStore()
RUNS.forEach(({ id }) => {
  const steps = [0, 1, 2, 3]
  const table = tableOf(
    METRIC_COLUMNS.map((column, i) => [column, steps.map((step) => 0.1 + i / 3 + 4 * step)]),
  )
  series.append(id, { firstStep: 0, ...table, seconds: Float64Array.from(steps) })
  series.addEvaluation(id, { step: 2, loss: 0.25, accuracy: 0.5 })
})
const csv = metricsCsv(experiment, RUNS, series, 200)
const json = experimentJson({
  ...{ experiment, runs: RUNS, series, stepsPerEpoch: 200, appliedEdits: [] },
  hashes: { weights: '1'.repeat(64), order: '2'.repeat(64), data: '3'.repeat(64) },
  ...{ statistics: null, backend: null, versions: {} },
})

const prototypeKeys = Reflect.ownKeys(Object.prototype).length

/** What holds for whatever is in a file: it can be used to the end, or there is a sentence. */
function expectSound(text: string, name = 'a.file'): void {
  const read = readImport(text, name)
  expect(Reflect.ownKeys(Object.prototype).length).toBe(prototypeKeys)
  if (!read.ok) {
    expect(read.sentence).toMatch(/^The file "[^\n]*" cannot be used\. [A-Z][^\n]*\.$/)
    return
  }
  const { value } = read
  for (const run of value.runs) {
    const lengths = METRIC_COLUMNS.map((column) => run.series.values(column).length)
    expect(new Set([...lengths, run.series.seconds.length]).size).toBe(1)
  }
  foreignRuns(value, experiment)
  const pairs = pairsOf(
    value,
    { experiment, runs: RUNS.map(({ id }) => ({ id }) as never) },
    (id) => series.get(id),
  )
  expect(describeDifference(seriesDifference(pairs))).toMatch(/^[A-Z0-9].*\.$/)
  if (value.experiment) {
    expect(decodeLink(encodeLink(value.experiment)).experiment).toEqual(value.experiment)
  }
}

/** Replaces what is at a place of a JSON value, found by going down at random. */
function withReplaced(value: unknown, path: readonly number[], by: unknown): unknown {
  const [at, ...rest] = path
  if (at === undefined || typeof value !== 'object' || value === null) return by
  const keys = Object.keys(value)
  if (keys.length === 0) return by
  const key = keys[at % keys.length]!
  const next = withReplaced((value as Record<string, unknown>)[key], rest, by)
  return Array.isArray(value)
    ? value.map((old: unknown, i) => (String(i) === key ? next : old))
    : { ...value, [key]: next }
}

const replaced = fc
  .tuple(
    fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
    fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1e300, 0.5, '__proto__', 'NaN', '', [], {}, null)),
  )
  .map(([path, by]) => JSON.stringify(withReplaced(JSON.parse(json), path, by)))

const NUM_RUNS = 3000

describe('any file', () => {
  it('is taken as it was written', () => {
    for (const text of [csv, json]) {
      expect(readImport(text, 'a.file').ok).toBe(true)
      expectSound(text)
    }
  })

  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 300 })],
    ['any JSON', fc.json()],
    ['a table after accidents', mutated(fc.constant(csv))],
    ['an experiment after accidents', mutated(fc.constant(json))],
    ['an experiment with another value somewhere', replaced],
  ])(
    'is used or refused with a sentence: %s',
    (_, texts) => {
      fc.assert(fc.property(texts, fc.string({ unit: 'binary' }), expectSound), {
        numRuns: NUM_RUNS,
      })
    },
    120_000,
  )

  it('is refused in good time where it is nothing but one thing', () => {
    for (const one of ['{', '[', '"', ',', '\n', '0,alig,', '{"a":', '\u0000', '-'])
      expectSound(one.repeat(200_000))
  })
})
