import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { metricsCsv } from '../export/csv'
import { experimentJson } from '../export/json'
import { SeriesStore } from '../series/series'
import { newSession } from '../session/session'
import { describeDifference, seriesDifference } from './runDifference'
import { foreignRuns } from './overlay'
import { describeAllHashes, describeHashes, pairsOf, sidesOf } from './runPairs'
import { readImport } from './importFile'
import type { ImportedExperiment } from './importedExperiment'

const { experiment } = decodeLink('v=1&batch=50&run=alig,maxLr:none,name:Mine&run=sgd&steps=3')
const RUNS = [{ id: asRunId(4) }, { id: asRunId(9) }]
const HASHES = { weights: '1'.repeat(64), order: '2'.repeat(64), data: '3'.repeat(64) }

/** Three steps of two runs, with gaps, no limits and numbers that are not finite. */
function trainedExperiment(
  change: (value: number, row: number, column: MetricColumn) => number = (v) => v,
) {
  const series = new SeriesStore()
  RUNS.forEach(({ id }, run) => {
    const numberOf = (row: number, column: MetricColumn, place: number) => {
      const i = row * 11 + place
      if (column === 'unclipped') return run === 0 ? 0.1 * i : NaN
      if (column === 'maxLr') return run === 0 ? Infinity : NaN
      if (column === 'gradNormSq' && row === 2) return Infinity
      return change(0.3 + i / 7, row, column)
    }
    const table = tableOf(
      METRIC_COLUMNS.map((column, i) => [column, [0, 1, 2].map((row) => numberOf(row, column, i))]),
    )
    series.append(id, { firstStep: 0, ...table, seconds: Float64Array.of(0, 0.5, 1) })
    series.addEvaluation(id, { step: 2, loss: 0.25, accuracy: 0.5 })
  })
  return series
}

const json = (series = trainedExperiment()) =>
  experimentJson({
    experiment,
    runs: RUNS,
    series,
    stepsPerEpoch: 200,
    appliedEdits: [],
    hashes: HASHES,
    statistics: null,
    backend: null,
    versions: {},
  })

function read(text: string): ImportedExperiment {
  const result = readImport(text, 'a.file')
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

describe('reading files back', () => {
  it('has every number of the CSV and the JSON', () => {
    const mine = trainedExperiment()
    const csv = read(metricsCsv(experiment, RUNS, mine, 200))
    const all = read(json(mine))
    for (const imported of [csv, all]) {
      expect(imported.runs.map(({ run, optimizer }) => [run, optimizer])).toEqual([
        [0, 'alig'],
        [1, 'sgd'],
      ])
      imported.runs.forEach(({ series }, run) => {
        for (const column of METRIC_COLUMNS)
          expect(series.values(column)).toEqual(mine.get(RUNS[run]!.id)!.values(column))
        expect(Array.from(series.seconds)).toEqual([0, 0.5, 1])
      })
    }
    expect(all.experiment).toEqual(experiment)
    expect(all.hashes).toEqual(HASHES)
    expect(all.runs[1]!.series.evaluations).toEqual([{ step: 2, loss: 0.25, accuracy: 0.5 }])
    expect(all.runs.map(({ label }) => label)).toEqual(['Mine', 'SGD'])
    expect(csv.runs.map(({ label }) => label)).toEqual(['ALI-G', 'SGD'])
  })

  const csv = metricsCsv(experiment, RUNS, trainedExperiment(), 200)
  it.each([
    ['nothing', '', /first line/],
    ['another table', 'a,b\n1,2\n', /first line/],
    ['a word for a number', csv.replace(/0\.3,/, 'x,'), /Row 2/],
    ['a missing step', csv.split('\n').toSpliced(3, 1).join('\n'), /Row 5.*run 0/],
    ['too many runs', csv.replace(/^1,/m, '99,'), /Row/],
    ['an unknown optimizer', csv.replaceAll('sgd', '__proto__'), /Row/],
    ['JSON cut short', json().slice(0, 500), /cut short/],
    ['other JSON', '{"a":1}', /not an Experiment/],
    ['a wrong experiment', json().replace('"batch": 50', '"batch": -1'), /not valid.*batch/],
    ['another order of runs', json().replaceAll('[0, "alig"', '[0, "adam"'), /go together/],
  ])('refuses %s with a sentence', (_, text, words) => {
    const result = readImport(text, 'a.file')
    expect(result).toMatchObject({ ok: false, sentence: expect.stringMatching(words) as string })
  })
})

describe('the difference of two trainings', () => {
  const pairs = (theirs: SeriesStore, mine = trainedExperiment()) =>
    pairsOf(
      read(json(theirs)),
      { experiment, runs: RUNS.map(({ id }) => ({ id }) as never) },
      (id) => mine.get(id),
    )

  it('is none for the same numbers', () => {
    const difference = seriesDifference(pairs(trainedExperiment()))
    expect(difference).toEqual({ rows: 6, equalRows: 6, loss: null, stepSize: null })
    expect(describeDifference(difference)).toBe(
      'Of 6 rows every number but the seconds is the same.',
    )
    const one = { rows: 1, equalRows: 1, loss: null, stepSize: null }
    expect(describeDifference(one)).toBe(
      'The one row that both have is the same, but for the seconds.',
    )
    expect(describeDifference({ ...one, equalRows: 0 })).toMatch(/^1 of 1 row differs\./)
  })

  it('names the largest one of loss and step size', () => {
    const other = trainedExperiment((v, row, column) =>
      column === 'loss' && row === 1 ? v * 1.5 : v,
    )
    const difference = seriesDifference(pairs(other))
    expect(difference).toMatchObject({ rows: 6, equalRows: 4, stepSize: null })
    expect(difference.loss).toMatchObject({ step: 1, label: 'Mine' })
    expect(difference.loss!.relative).toBeCloseTo(1 / 3, 6)
    expect(describeDifference(difference)).toMatch(
      /2 of 6 rows differ.*loss: 3\.3e-1 \(Mine, step 1/,
    )
  })

  it('says so where nothing can be compared', () => {
    expect(describeDifference(seriesDifference([]))).toMatch(/No step/)
    expect(describeHashes(HASHES, { ...HASHES, data: '0' })).toBe('The hashes differ for: data.')
    expect(describeHashes(HASHES, HASHES)).toMatch(/same hashes/)
    expect(describeHashes(null, HASHES)).toBe('')
  })

  it('knows the hashes in the name of a table', () => {
    const text = metricsCsv(experiment, RUNS, trainedExperiment(), 200)
    const named = (name: string) => {
      const result = readImport(text, name)
      return result.ok ? result.value.hashes : null
    }
    const theirs = named('alig-playground-metrics-11111111-22222222-33333333 (1).csv')
    expect(describeHashes(HASHES, theirs)).toMatch(/same hashes/)
    const other = named('alig-playground-metrics-11111111-22222222-3333333f.csv')
    expect(describeHashes(HASHES, other)).toBe('The hashes differ for: data.')
    expect(named('metrics.csv')).toBeNull()
  })
})

describe('the name of a file', () => {
  const name = 'a\u202evsc\n.csv'

  it('is shown with all of its characters to be seen', () => {
    const good = readImport(json(), name)
    expect(good.ok && good.value.source).toBe('a\\u202evsc\\n.csv')
    const bad = readImport('nothing', name)
    expect(bad.ok ? '' : bad.sentence).toMatch(/^The file "a\\u202evsc\\n\.csv" cannot be used/)
  })
})

describe('foreignRuns', () => {
  it('keeps what is known of a run', () => {
    const [first] = foreignRuns(read(json()), decodeLink('v=1').experiment)
    expect(first).toMatchObject({ label: 'Mine', source: 'a.file', run: 0 })
    expect(first!.experiment.batch).toBe(50)
    const [, plain] = foreignRuns(
      read(metricsCsv(experiment, RUNS, trainedExperiment(), 200)),
      experiment,
    )
    expect(plain!.experiment.runs[plain!.run]!.optimizer).toBe('sgd')
  })
})

describe('files of several seeds', () => {
  const several = decodeLink('v=1&batch=50&run=alig,maxLr:none,name:Mine&run=sgd&steps=3&seeds=3')
  const shifted = (by: number) =>
    trainedExperiment((v, _, column) => (column === 'loss' ? v + by : v))
  const finishedSeeds = [0, 1, 3].map((by, i) => ({
    seed: 1 + i,
    series: shifted(by),
    hashes: { ...HASHES, order: String(i).repeat(64) },
  }))
  const source = {
    experiment: several.experiment,
    runs: RUNS,
    series: finishedSeeds[2]!.series,
    stepsPerEpoch: 200,
    appliedEdits: [],
    hashes: null,
    statistics: null,
    backend: null,
    seeds: finishedSeeds,
    versions: {},
  }
  const csvText = metricsCsv(several.experiment, RUNS, source.series, 200, finishedSeeds)
  const jsonText = experimentJson(source)

  it('have every number of every seed, and are drawn as their medians', () => {
    for (const text of [csvText, jsonText]) {
      const { seeds, runs, hashes } = read(text)
      expect(hashes).toBeNull()
      expect(seeds!.map(({ seed }) => seed)).toEqual([1, 2, 3])
      for (const [i, seed] of seeds!.entries())
        for (const { run, series } of seed.runs)
          for (const column of METRIC_COLUMNS)
            expect(series.values(column)).toEqual(
              finishedSeeds[i]!.series.get(RUNS[run]!.id)!.values(column),
            )
      // Of three that differ by 0, 1 and 3 the median is the second.
      expect(runs[0]!.series.values('loss')).toEqual(seeds![1]!.runs[0]!.series.values('loss'))
      expect(runs[0]!.label).toMatch(/, median of 3 seeds$/)
    }
    const { seeds, experiment: found, runs } = read(jsonText)
    expect(found).toEqual(several.experiment)
    expect(seeds!.map(({ hashes }) => hashes)).toEqual(finishedSeeds.map(({ hashes }) => hashes))
    expect(runs.map(({ series }) => series.evaluations)).toEqual([
      [{ step: 2, loss: 0.25, accuracy: 0.5 }],
      [{ step: 2, loss: 0.25, accuracy: 0.5 }],
    ])
  })

  /** The page with some of these seeds trained, the last of them now. */
  function page(own: readonly (typeof finishedSeeds)[number][], link = several.experiment) {
    const last = own.at(-1)!
    const experiment = { ...link, seed: own[0]!.seed }
    const state = {
      experiment,
      runs: RUNS,
      session: newSession({
        experiment,
        runIds: RUNS.map(({ id }) => id),
        finishedSeeds: own.slice(0, -1).map((one) => ({
          ...one,
          diverged: new Map(),
          series: new Map(one.series.entries()),
        })),
        hashes: last.hashes,
      }),
    }
    return (imported: ImportedExperiment) => sidesOf(imported, state as never, last.series)
  }

  it('are compared seed by seed', () => {
    const { pairs, hashes } = page(finishedSeeds.slice(0, 2))(read(jsonText))
    expect(pairs.map(({ label }) => label)).toEqual(
      [1, 2].flatMap((seed) => [`Mine, seed ${seed}`, `SGD, seed ${seed}`]),
    )
    expect(seriesDifference(pairs)).toMatchObject({ rows: 12, equalRows: 12 })
    expect(describeAllHashes(hashes)).toMatch(/same hashes/)
    const other = { ...finishedSeeds[1]!, hashes: HASHES }
    expect(describeAllHashes(page([finishedSeeds[0]!, other])(read(jsonText)).hashes)).toBe(
      'The hashes differ for: batch order.',
    )
  })

  it('are compared with one seed of the page, and one seed with several of the page', () => {
    const single = page([finishedSeeds[1]!], { ...several.experiment, seeds: 1 })(read(jsonText))
    expect(seriesDifference(single.pairs)).toMatchObject({ rows: 6, equalRows: 6 })
    const ofFirst = { ...read(json()), hashes: finishedSeeds[0]!.hashes }
    const { pairs } = page(finishedSeeds)(ofFirst)
    expect(pairs.map(({ label }) => label)).toEqual(['Mine, seed 1', 'SGD, seed 1'])
    expect(seriesDifference(pairs)).toMatchObject({ rows: 6, equalRows: 6 })
  })

  const lines = csvText.trimEnd().split('\n')
  it.each([
    ['a row without its seed', csvText.replace(/,2\n/, ',\n'), /Row 8 .* no seed/],
    ['a seed that comes back', `${csvText}${lines[1]}\n`, /row 20 .* no order/],
    [
      'a word in its second seed',
      lines.toSpliced(8, 1, lines[8]!.replace(/0\.\d+/, 'x')).join('\n'),
      /Row 9/,
    ],
    [
      'one table with seeds',
      jsonText.replace('"test_accuracy","seed"]', '"test_accuracy"]'),
      /together/,
    ],
  ])('with %s are refused with a sentence', (_, text, words) => {
    expect(text).not.toBe(csvText)
    const result = readImport(text, 'a.file')
    expect(result).toMatchObject({ ok: false, sentence: expect.stringMatching(words) as string })
  })
})
