/** Files that are wrong from end to end: the first faults are said at once. */
import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import { experimentJson } from '../export/json'
import { EVALUATIONS_HEADER, METRICS_HEADER } from '../export/tables'
import { SeriesStore } from '../series/series'
import { readImport } from './importFile'

const { experiment } = decodeLink('v=1&run=alig&run=sgd')
const right = JSON.parse(
  experimentJson({
    ...{
      experiment,
      runs: [1, 2].map((id) => ({ id: asRunId(id) })),
      series: new SeriesStore(),
      stepsPerEpoch: 600,
    },
    ...{ appliedEdits: [], hashes: null, statistics: null, backend: null, versions: {} },
  }),
) as Record<string, unknown>

const MEGABYTES = 2_000_000
/** So many of these as JSON make two megabytes. */
const many = (one: unknown) =>
  Array.from({ length: Math.ceil(MEGABYTES / (JSON.stringify(one).length + 1)) }, () => one)
const metrics = (rows: unknown) => ({ columns: METRICS_HEADER, rows })
const cells = METRICS_HEADER.map((_, column): string | number => (column === 1 ? 'alig' : 0))

const CASES: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  [
    'cells of a wrong type',
    { metrics: metrics(many(cells.map(() => true))) },
    /table of metrics, row 2 has true in the column run, .*; row 3 has true .*; row 4 has /,
  ],
  ['rows of a wrong type', { metrics: metrics(many(7)) }, /row 2 is 7 instead of a list of cells/],
  [
    'cells that are lists',
    { metrics: metrics(many([[], ...cells.slice(1)])) },
    /row 2 has a list of 0 in the column run/,
  ],
  [
    'words for numbers',
    { metrics: metrics(many(cells.with(6, 'high'))) },
    /Row 2 of its table of metrics holds something that is not a number: loss is "high"\.$/,
  ],
  [
    'an optimizer that there is not',
    { metrics: metrics(many(cells.with(1, 'magic'))) },
    /Row 2 .*: optimizer is "magic"\.$/,
  ],
  [
    'rows that are too short',
    { metrics: metrics(many([0, 'alig'])) },
    /Row 2 .*: it has 2 cells, not 17\.$/,
  ],
  ['the same step again', { metrics: metrics(many(cells)) }, /Row 3 .*where run 0 ended\.$/],
  [
    'evaluations of a wrong type',
    { evaluations: { columns: EVALUATIONS_HEADER, rows: many([0, 0, {}, []]) } },
    /table of evaluations, row 2 has an object in the column test_loss/,
  ],
  [
    'words among the evaluations',
    { evaluations: { columns: EVALUATIONS_HEADER, rows: many([0, 0, 'low', 0.5]) } },
    /Row 2 of its table of evaluations .*: test_loss is "low"\.$/,
  ],
  ['columns of a wrong type', { metrics: { columns: many(1), rows: [] } }, /metrics\.columns/],
  ['seeds of a wrong type', { seeds: many('seed') }, /"seeds/],
  ['buckets of a wrong type', { folded: { runs: many({ run: 'x' }) } }, /"folded/],
  ['too many runs', { experiment: { ...experiment, runs: many({}) } }, /at most 8 runs/],
  ['too many edits', { experiment: { ...experiment, edits: many({}) } }, /at most 500/],
  [
    'too many settings of the view',
    {
      experiment: {
        ...experiment,
        view: Object.fromEntries(many('123456').map((_, i) => [i, 1])),
      },
    },
    /longer than 1000/,
  ],
  [
    'too many unknown keys',
    { experiment: { ...experiment, unknown: many(1) } },
    /longer than 1000/,
  ],
  [
    'names with line breaks in place of numbers',
    { metrics: metrics(many(cells.with(6, 'a\n\u202eb'))) },
    /loss is "a\\n\\u202eb"\.$/,
  ],
]

describe('two megabytes that are wrong', () => {
  it.each(CASES)('are refused without reading on: %s', (_, wrong, words) => {
    const text = JSON.stringify({ ...right, ...wrong })
    expect(text.length).toBeGreaterThan(MEGABYTES)
    const before = performance.now()
    const read = readImport(text, 'wrong.json')
    expect(performance.now() - before).toBeLessThan(10_000)
    expect(read).toMatchObject({ ok: false, sentence: expect.stringMatching(words) as string })
  })

  it('would be right without what is wrong', () => {
    expect(readImport(JSON.stringify(right), 'right.json').ok).toBe(true)
  })
})

it('shows a name with what is hidden in it', () => {
  const read = readImport('', 'cat\u202egpj.\ncsv')
  expect(read).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('The file "cat\\u202egpj.\\ncsv" cannot be used.') as string,
  })
})
