/** Tables with runs of rules that a person typed: they name the rule and do not hold it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { optimizerSpec } from '../../optimizers/specs'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { metricsCsv } from '../export/csv'
import { experimentJson } from '../export/json'
import { withForeignRuns } from '../experiment/previousRuns'
import { SeriesStore } from '../series/series'
import { openPage } from '../testing/page'
import { readImport } from './importFile'
import { foreignRuns } from './overlay'
import { pairsOf } from './runPairs'

const id = ownRule('Squared, mine', SQUARED)
const LINK = `v=1&run=alig&run=${id},maxLr:none`
const { experiment } = decodeLink(LINK)
const RUNS = [asRunId(1), asRunId(2)].map((one) => ({ id: one }))

function series() {
  const store = new SeriesStore()
  for (const { id: run } of RUNS) {
    const table = tableOf(
      METRIC_COLUMNS.map((column) => [column, [column === 'maxLr' ? Infinity : 0.5]]),
    )
    store.append(run, { firstStep: 0, ...table, seconds: Float64Array.of(0) })
  }
  return store
}

const csv = metricsCsv(experiment, RUNS, series(), 10)

function read(text: string) {
  const result = readImport(text, 'a.csv')
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

describe('a table', () => {
  it('has the name of the rule in its column, without what would break a row', () => {
    expect(csv.split('\n')[2]).toMatch(/^1,own:Squared {2}mine,0,/)
    expect(csv).not.toContain('own1')
  })

  it('is read again, with the name', () => {
    const { runs } = read(csv)
    expect(runs.map(({ label, optimizer }) => [label, optimizer])).toEqual([
      ['ALI-G', 'alig'],
      ['Squared  mine', 'own:Squared  mine'],
    ])
  })

  it.each(['own:', `own:${'x'.repeat(41)}`, 'own:a\u202eb'])('is refused with %j', (word) => {
    const result = readImport(csv.replace('own:Squared  mine', word), 'a.csv')
    expect(result).toMatchObject({ ok: false, sentence: expect.stringContaining('optimizer is') })
  })

  it('is compared with the run of that name', () => {
    vi.stubGlobal('document', { baseURI: 'http://localhost/' })
    onTestFinished(() => void vi.unstubAllGlobals())
    const page = openPage(LINK)
    page.train(0, 1)
    const pairs = pairsOf(read(csv), page.state(), (run) => page.series.get(run))
    expect(pairs.map(({ label }) => label)).toEqual(['ALI-G', 'Squared, mine'])
  })

  it('is drawn with the rule of that name on the page, or else with one that says nothing', () => {
    const drawn = (link: string) => {
      const foreign = foreignRuns(read(csv), decodeLink(link).experiment)
      const [, own] = withForeignRuns([], foreign)
      return { optimizer: own!.config.optimizer, label: own!.label }
    }
    expect(drawn(LINK).optimizer).toBe(id)
    const { optimizer, label } = drawn('run=sgd')
    expect(label).toContain('Squared  mine')
    expect(optimizerSpec(optimizer)).toMatchObject({ label: 'Squared  mine', hasUnclipped: true })
  })
})

it('an Experiment (JSON) brings the rule, and its rows belong to it', () => {
  const text = experimentJson({
    ...{ experiment, runs: RUNS, series: series(), stepsPerEpoch: 10, appliedEdits: [] },
    ...{ hashes: null, statistics: null, backend: null, versions: {} },
  })
  const imported = read(text)
  expect(imported.experiment).toEqual(experiment)
  expect(imported.runs.map(({ optimizer }) => optimizer)).toEqual(['alig', id])
  // Whether an empty limit is "none" or "no limit" is known from the rule.
  expect(imported.runs[1]!.series.values('maxLr')[0]).toBe(Infinity)
  expect(readImport(text.replace('"own:Squared  mine"', '"own:Other"'), 'a.json')).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('do not go together'),
  })
})
