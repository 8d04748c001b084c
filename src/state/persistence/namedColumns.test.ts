import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { metricsCsv } from '../export/csv'
import { RunSeries, SeriesStore } from '../series/series'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { Autosave } from './autosave'
import { ExperimentDatabase } from './database'
import { deserialize } from './deserialize'
import { LAYOUT } from './records'
import { blocksFrom } from './serialize'
import { NO_STUDIES } from './savedStudies'

const { experiment } = decodeLink('v=1&model=softmax&run=alig')
const ID = 'some-id'

beforeEach(() => {
  indexedDB = new IDBFactory()
})

const description = (layout: string, step: number) => ({
  ...{ id: ID, layout, created: 1, updated: 2, name: '', experiment, step },
  ...{ link: encodeLink(experiment), places: [0], keys: [0], edits: [], diverged: [null] },
  ...{
    stepsPerEpoch: 100,
    hashes: null,
    backend: null,
    repeat: null,
    studies: NO_STUDIES,
    thumbnail: [[]],
  },
  ...{ revision: '', foldedBefore: 0 },
})

/** A block as the first version of the page wrote it: without names. */
function unnamed(firstStep: number, columns: readonly (readonly number[])[]) {
  const { values } = tableOf(columns.map((numbers, i) => [String(i), numbers]))
  return { key: 0, firstStep, values, seconds: new Float64Array(columns[0]!.length) }
}

function named(firstStep: number, columns: Readonly<Record<string, readonly number[]>>) {
  const table = tableOf(Object.entries(columns))
  const seconds = new Float64Array(table.values.length / table.columns.length)
  return { key: 0, firstStep, ...table, seconds }
}

/** What a page has written, whatever its version. */
async function write(layout: string, blocks: readonly object[]): Promise<void> {
  await new ExperimentDatabase().write({
    description: description(layout, 1),
    expects: null,
    chunks: blocks.map((block, sequence) => ({
      ...{ id: ID, sequence, blocks: [block as never], evaluations: [] },
    })),
  })
}

const read = async () => (await new ExperimentDatabase().read(ID))!

describe('numbers in the database', () => {
  it('of the first version have the names of their layout', async () => {
    await write('1 stepSize loss curvature', [unnamed(0, [[0.5], [2], [3]])])
    const [series] = deserialize(await read()).series
    expect([...series!.values('loss')]).toEqual([2])
    expect([...series!.values('stepSize')]).toEqual([0.5])
    expect([...series!.column('curvature')]).toEqual([3])
    expect(series!.isMissing('accuracy', 0)).toBe(true)
  })

  it('are left alone where they have no names and the form is unknown', async () => {
    await write('2 loss', [unnamed(0, [[2]])])
    expect(deserialize(await read()).series[0]!.length).toBe(0)
    indexedDB = new IDBFactory()
    await write('2 loss', [named(0, { loss: [2] })])
    expect(deserialize(await read()).series[0]!.length).toBe(1)
  })

  it('go on with other columns, and keep those that this page does not know', async () => {
    await write('1 loss curvature', [
      unnamed(0, [
        [3, 2],
        [8, 9],
      ]),
    ])
    const database = new ExperimentDatabase()
    const saved = await read()
    const restored = deserialize(saved)
    const { series } = restored
    const start = initialState(experiment, [])
    const state = {
      ...start,
      session: {
        ...{ ...start.session, experiment, stepsPerEpoch: 100, step: 3 },
        runIds: start.runs.map(({ id }) => id),
      },
    } as unknown as PlaygroundState
    const autosave = new Autosave({
      write: (addition) => database.write(addition),
      seriesOf: () => series[0],
      snapshot: () => null,
      writeLast: (addition) => database.writeLast(addition),
      onWritten: () => undefined,
      onLost: (loss) => expect.unreachable(loss),
      now: () => 3,
    })
    autosave.adopt(saved, restored)
    const numbers = tableOf(METRIC_COLUMNS.map((column) => [column, [1]]))
    series[0]!.append({ firstStep: 2, ...numbers, seconds: new Float64Array(1) })
    await autosave.flush(state)

    const again = await read()
    expect(again.chunks).toHaveLength(2)
    expect(again.description.layout).toBe('1 loss curvature')
    const store = new SeriesStore()
    store.restore([[asRunId(0), deserialize(again).series[0]!]])
    const cells = metricsCsv(experiment, [{ id: asRunId(0) }], store, 100)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    const column = (name: string) => cells.slice(1).map((row) => row[cells[0]!.indexOf(name)])
    expect(column('loss')).toEqual(['3', '2', '1'])
    expect(column('curvature')).toEqual(['8', '9', ''])
    expect(column('weight_norm')).toEqual(['', '', '1'])
    expect(column('clipped')).toEqual(['', '', '1'])
  })

  it('are written in the form that the first version reads, where the columns are the same', () => {
    const series = new RunSeries()
    const numbers = [...METRIC_COLUMNS].reverse().map((column, i) => [column, [i]] as const)
    series.append({ firstStep: 0, ...tableOf(numbers), seconds: new Float64Array(1) })
    expect(blocksFrom(series, 0, 0).map(({ columns }) => ['1', ...columns].join(' '))).toEqual([
      LAYOUT,
    ])
  })

  it('are cut where rows lack a column that others have', () => {
    const series = new RunSeries()
    for (const columns of [{ loss: [5, 4] }, { loss: [3], curvature: [1] }, { loss: [2, 1] }])
      series.append(named(series.endStep, columns))
    const blocks = blocksFrom(series, 7, 1)
    expect(blocks.map(({ key, firstStep, columns }) => [key, firstStep, columns])).toEqual([
      [7, 1, ['loss']],
      [7, 2, ['loss', 'curvature']],
      [7, 3, ['loss']],
    ])
    expect(blocks.map(({ values }) => [...values])).toEqual([[4], [3, 1], [2, 1]])
    expect(blocks.map(({ seconds }) => seconds.length)).toEqual([1, 1, 2])
    expect(blocksFrom(series, 7, 5)).toEqual([])
  })
})
