import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { METRICS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { evaluationsCsv, metricsCsv } from '../export/csv'
import { experimentJson } from '../export/json'
import { METRICS_HEADER } from '../export/tables'
import { SeriesStore } from '../series/series'
import { readImport } from './importFile'
import type { ImportedExperiment } from './importedExperiment'
import { packImport, unpackImport } from './packedImport'
import { describeDifference, seriesDifference } from './runDifference'

const { experiment } = decodeLink('v=1&batch=50&run=alig,maxLr:none&run=sgd&steps=3')
const STEPS_PER_EPOCH = 2
const runs = [0, 1].map((run) => ({ id: asRunId(run) }))

function trained(): SeriesStore {
  const store = new SeriesStore()
  for (const { id } of runs) {
    const table = tableOf(
      METRICS.map(({ key, kind }, i) => {
        const numbers = [0, 1, 2].map((step) => (kind === 'flag' ? step % 2 : (step + i + 1) / 8))
        if (kind === 'limit') return [key, numbers.map(() => (id === 0 ? Infinity : NaN))]
        return [key, kind === 'optional' && id === 1 ? numbers.map(() => NaN) : numbers]
      }),
    )
    store.append(id, { firstStep: 0, ...table, seconds: Float64Array.of(0, 0.5, 1) })
    store.addEvaluation(id, { step: 2, loss: 0.25, accuracy: 0.5 })
  }
  return store
}

function read(text: string): ImportedExperiment {
  const result = readImport(text, 'a.file')
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

function refusal(text: string): string {
  const result = readImport(text, 'a.file')
  return result.ok ? 'It was read.' : result.sentence
}

function storeOf({ runs: found }: Pick<ImportedExperiment, 'runs'>): SeriesStore {
  const store = new SeriesStore()
  store.restore(found.map(({ run, series }) => [asRunId(run), series]))
  return store
}

const exported = (imported: ImportedExperiment) =>
  metricsCsv(experiment, runs, storeOf(imported), STEPS_PER_EPOCH)

const csv = metricsCsv(experiment, runs, trained(), STEPS_PER_EPOCH)

const jsonOf = (series: SeriesStore) =>
  experimentJson({
    ...{ experiment, runs, series, stepsPerEpoch: STEPS_PER_EPOCH, appliedEdits: [] },
    ...{ hashes: null, statistics: null, backend: null, versions: {} },
  })

type Rows = readonly (readonly string[])[]
const rowsOf = (text: string): Rows =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
const textOf = (rows: Rows) => rows.map((cells) => `${cells.join(',')}\n`).join('')

/** A table with other columns, each a name and the text of its cells by row. */
function withColumns(names: readonly string[], others: Readonly<Record<string, Rows[0]>> = {}) {
  const [header, ...rows] = rowsOf(csv)
  return textOf([
    names,
    ...rows.map((cells, row) =>
      names.map((name) => others[name]?.[row] ?? cells[header!.indexOf(name)]!),
    ),
  ])
}

/** The same table in an Experiment (JSON). */
function asJson(text: string): string {
  const file = JSON.parse(jsonOf(trained())) as { metrics: unknown }
  const [columns, ...rows] = rowsOf(text)
  const cell = (value: string) => (value === '' ? null : /^-?\d/.test(value) ? +value : value)
  file.metrics = {
    columns,
    rows: rows.map((cells) =>
      cells.map((value, i) => (columns![i] === 'optimizer' ? value : cell(value))),
    ),
  }
  return JSON.stringify(file)
}

const forms = [
  ['CSV', (text: string) => text],
  ['JSON', asJson],
] as const

describe.each(forms)('columns of an imported %s', (_, inForm) => {
  it('are found by name, in any order', () => {
    const text = withColumns([...METRICS_HEADER].reverse())
    expect(text).not.toBe(csv)
    expect(exported(read(inForm(text)))).toBe(csv)
  })

  it('that this page does not know come out again, after its own', () => {
    const curvature = ['0.5', '-2', '', '1e-7', 'NaN', '3']
    const names = METRICS_HEADER.toSpliced(8, 0, 'curvature')
    const imported = read(inForm(withColumns(names, { curvature })))
    const rows = rowsOf(exported(imported))
    expect(rows[0]).toEqual([...METRICS_HEADER, 'curvature'])
    expect(rows.slice(1).map((cells) => cells.at(-1))).toEqual(['0.5', '-2', '', '1e-7', '', '3'])
    expect(textOf(rows.map((cells) => cells.slice(0, -1)))).toBe(csv)
    const again = JSON.parse(jsonOf(storeOf(imported))) as {
      metrics: { columns: string[]; rows: unknown[][] }
    }
    expect(again.metrics.columns.at(-1)).toBe('curvature')
    expect(again.metrics.rows.map((cells) => cells.at(-1))).toEqual([0.5, -2, null, 1e-7, null, 3])
  })

  it('are empty where the file does not have them', () => {
    const names = METRICS_HEADER.filter(
      (name) => name !== 'weight_norm' && name !== 'projected' && name !== 'seconds',
    )
    const [header, ...rows] = rowsOf(exported(read(inForm(withColumns(names)))))
    expect(header).toEqual(METRICS_HEADER)
    rows.forEach((cells, row) => {
      const whole = rowsOf(csv)[row + 1]!
      expect(cells).toEqual(whole.map((cell, i) => (names.includes(header![i]!) ? cell : '')))
    })
  })

  it('are empty where only some rows do not have them', () => {
    const cells = (name: string) =>
      rowsOf(csv)
        .slice(1)
        .map((row, i) => (i < 2 ? '' : row[METRICS_HEADER.indexOf(name)]!))
    const text = withColumns(METRICS_HEADER, { weight_norm: cells('weight_norm') })
    expect(text).not.toBe(csv)
    expect(exported(read(inForm(text)))).toBe(text)
  })

  it('may be known by the name in the database of a newer page', () => {
    const text = csv.replace('grad_norm_sq', 'gradNormSq')
    expect(text).not.toBe(csv)
    expect(exported(read(inForm(text)))).toBe(csv)
  })

  it('need no more than run, optimizer and step', () => {
    const { runs: found } = read(inForm(withColumns(['step', 'run', 'optimizer'])))
    expect(found.map(({ optimizer, series }) => [optimizer, series.length])).toEqual([
      ['alig', 3],
      ['sgd', 3],
    ])
    expect([...found[0]!.series.values('loss')]).toEqual([NaN, NaN, NaN])
  })

  it.each([
    ['without what tells the rows apart', ['loss', 'run'], /has no "optimizer" and no "step"\./],
    [
      'with a column twice',
      ['run', 'optimizer', 'step', 'loss', 'loss'],
      /has the column "loss" twice/,
    ],
    [
      'with a column under two names',
      ['run', 'optimizer', 'step', 'max_lr', 'maxLr'],
      /has the column "maxLr" twice/,
    ],
    [
      'with more columns than any page writes',
      ['run', 'optimizer', 'step', ...Array.from({ length: 98 }, (__, i) => `c${i}`)],
      /has more than 100 columns/,
    ],
  ])('are refused %s', (__, names, sentence) => {
    const empty = Object.fromEntries(names.map((name) => [name, Array<string>(6).fill('0')]))
    const { run: _run, optimizer: _optimizer, step: _step, ...others } = empty
    expect(refusal(inForm(withColumns(names, others)))).toMatch(sentence)
  })

  it('are refused with a word for a number, but not where this page does not know the column', () => {
    const words = Array<string>(6).fill('word')
    expect(refusal(inForm(withColumns(METRICS_HEADER, { loss: words })))).toMatch(/Row 2 .*number/)
    const text = withColumns([...METRICS_HEADER, 'remark'], { remark: words })
    const rows = rowsOf(exported(read(inForm(text))))
    expect(rows.map((cells) => cells.at(-1))).toEqual(['remark', ...Array<string>(6).fill('')])
  })
})

it('evaluations are found by name too', () => {
  const file = JSON.parse(jsonOf(trained())) as {
    evaluations: { columns: string[]; rows: unknown[][] }
  }
  file.evaluations.columns.reverse()
  file.evaluations.rows.forEach((cells) => cells.reverse())
  const imported = read(JSON.stringify(file))
  expect(evaluationsCsv(runs, storeOf(imported))).toBe(evaluationsCsv(runs, trained()))
})

describe('columns of evaluations that this page does not know', () => {
  type Table = { columns: string[]; rows: (number | string | null)[][] }
  const fileWith = (name: string, cells: readonly (number | string | null)[]) => {
    const file = JSON.parse(jsonOf(trained())) as { evaluations: Table }
    file.evaluations.columns.splice(2, 0, name)
    file.evaluations.rows.forEach((row, i) => row.splice(2, 0, cells[i]!))
    return JSON.stringify(file)
  }
  const again = (store: SeriesStore) => JSON.parse(jsonOf(store)) as { evaluations: Table }

  it('come out again, after its own, in both kinds of files', () => {
    const imported = storeOf(read(fileWith('calibration', [0.5, null])))
    const own = rowsOf(evaluationsCsv(runs, trained()))
    expect(rowsOf(evaluationsCsv(runs, imported))).toEqual(
      own.map((cells, i) => [...cells, ['calibration', '0.5', ''][i]!]),
    )
    const { columns, rows } = again(imported).evaluations
    expect(columns.at(-1)).toBe('calibration')
    expect(rows.map((cells) => cells.at(-1))).toEqual([0.5, null])
  })

  it('may hold words, which are left out, and have any name', () => {
    const imported = storeOf(read(fileWith('__proto__', ['word', 2])))
    expect(rowsOf(evaluationsCsv(runs, imported)).map((cells) => cells.at(-1))).toEqual([
      ...['__proto__', '', '2'],
    ])
    expect(evaluationsCsv(runs, storeOf(read(fileWith('a,b', [1, 2]))))).toBe(
      evaluationsCsv(runs, trained()),
    )
  })

  it('of several seeds come out again in front of the seed', () => {
    const seeds = [1, 2].map((seed) => {
      const series = trained()
      series.addEvaluation(runs[0]!.id, {
        step: 3,
        loss: 1,
        accuracy: 1,
        others: new Map([['x', seed]]),
      })
      return { seed, series, hashes: null }
    })
    const empty = new SeriesStore()
    const whole = evaluationsCsv(runs, empty, seeds)
    expect(rowsOf(whole)[0]!.slice(-2)).toEqual(['x', 'seed'])
    const text = experimentJson({
      ...{ experiment: { ...experiment, seeds: 2 }, runs, series: empty, seeds },
      ...{ stepsPerEpoch: STEPS_PER_EPOCH, appliedEdits: [], hashes: null, statistics: null },
      ...{ backend: null, versions: {} },
    })
    const moved = unpackImport(structuredClone(packImport(read(text))))
    const found = moved.seeds!.map((one) => ({ seed: one.seed, series: storeOf(one) }))
    expect(evaluationsCsv(runs, empty, found)).toBe(whole)
  })
})

it('seeds are found by name, wherever their column stands', () => {
  const seeds = [1, 2].map((seed) => ({ seed, series: trained() }))
  const whole = metricsCsv(experiment, runs, new SeriesStore(), STEPS_PER_EPOCH, seeds)
  const first = textOf(rowsOf(whole).map((cells) => [cells.at(-1)!, ...cells.slice(0, -1)]))
  const found = read(first).seeds!.map((one) => ({ seed: one.seed, series: storeOf(one) }))
  expect(metricsCsv(experiment, runs, new SeriesStore(), STEPS_PER_EPOCH, found)).toBe(whole)
})

it('a column that one side does not have makes no difference', () => {
  const names = METRICS_HEADER.filter((name) => name !== 'weight_norm')
  const theirs = read(withColumns(names)).runs
  const mine = read(csv).runs
  const pairs = mine.map(({ label, series }, i) => ({
    ...{ label, mine: series },
    theirs: theirs[i]!.series,
  }))
  const difference = seriesDifference(pairs)
  expect(difference).toMatchObject({ rows: 6, equalRows: 6 })
  expect(describeDifference(difference)).toMatch(/every number but the seconds is the same/)
})

describe('buckets of an imported JSON', () => {
  type Folded = { folded: { runs: Record<string, unknown>[] } }
  const bucket = { min: [1], max: [3], last: ['NaN'] }

  function withFolded(change: (run: Record<string, unknown>) => void): string {
    const series = trained()
    for (const { id } of runs) series.get(id)!.foldBefore(2)
    const file = JSON.parse(jsonOf(series)) as Folded
    file.folded.runs.forEach(change)
    return JSON.stringify(file)
  }

  it('have the columns that they came with, also those that this page does not know', () => {
    const imported = read(
      withFolded((run) => {
        delete run['weightNorm']
        Object.assign(run, { curvature: bucket, remark: 'word' })
      }),
    )
    const { folded } = imported.runs[0]!.series
    expect(folded!.columns).toEqual([
      ...METRICS.map(({ key }) => key).filter((key) => key !== 'weightNorm'),
      'curvature',
    ])
    expect([...folded!.column('curvature', 'max')]).toEqual([3])
    expect([...folded!.values('weightNorm', 'max')]).toEqual([NaN])
    const again = JSON.parse(jsonOf(storeOf(imported))) as Folded
    expect(again.folded.runs[0]).toMatchObject({ curvature: bucket })
  })

  it.each([
    ['of another length', { loss: { ...bucket, max: [3, 4] } }],
    ['without one of their parts', { loss: { min: [1], max: [3] } }],
    ['in too many columns', Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`c${i}`, 1]))],
  ])('are refused %s', (_, change) => {
    expect(refusal(withFolded((run) => void Object.assign(run, change)))).toMatch(/"folded/)
  })
})

describe('a limit that is off', () => {
  const limitOf = (link: string) => {
    const other = decodeLink(`v=1&batch=50&run=${link}&run=sgd&steps=3`).experiment
    const table = metricsCsv(other, runs, trained(), STEPS_PER_EPOCH)
    return read(table).runs[0]!.series.values('maxLr')[0]
  }

  it('is read as none, whatever the option is called that it is', () => {
    expect(limitOf('alig,maxLr:none')).toBe(Infinity)
    expect(limitOf('sps_max,etaMax:none')).toBe(Infinity)
  })

  it('is no limit for a rule that has none', () => {
    expect(limitOf('adam')).toBeNaN()
  })
})
