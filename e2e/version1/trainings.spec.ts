/** Trainings that version 1 of the page recorded come out alike, cell by cell. */
import { expect, test } from '@playwright/test'
import { PlaygroundPage, type Row } from '../playgroundPage'
import { expectClose } from './closeness'
import { readText, trainings } from './fixtures'
import { csvInColumnsOf, inColumns } from './olderColumns'
import { exportFile, rowsOf } from './steps'

interface Table {
  readonly columns: string[]
  readonly rows: unknown[][]
}

interface ExperimentFile {
  readonly experiment: {
    readonly runs: readonly { readonly hyper: object }[]
    readonly model: { readonly id: string; readonly options: object }
  }
  readonly metrics: Table
  readonly evaluations: Table
  readonly backend: { readonly name: string }
  readonly versions: unknown
  readonly seeds?: unknown
  hashes?: unknown
}

/** The columns of a file without that of the clock. */
const columnsOf = (text: string) =>
  (JSON.parse(text) as ExperimentFile).metrics.columns.filter((name) => name !== 'seconds')

const rowsIn = ({ columns, rows }: Table): Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, String(row[i])])))

/** An exported experiment without versions of libraries and words on the machine, and its tables. */
function comparable(text: string, columns: readonly string[]) {
  const { versions: _, metrics, evaluations, ...file } = JSON.parse(text) as ExperimentFile
  // Of several seeds version 1 wrote the hashes of the last one there; each has its own in `seeds`.
  if (file.seeds) delete file.hashes
  return {
    settings: { ...file, backend: file.backend.name },
    rows: rowsIn(inColumns(columns, metrics)),
    evaluations: rowsIn(evaluations),
  }
}

/** Options that came later, at the values at which rule and network are those of version 1. */
const LATER_OF_ALIG = { minLoss: 0 }
const LATER_OF_NETWORKS = { init: 'he' }

for (const { id, link, metricsName, evaluationsName, hasJson } of trainings())
  test(`${id}: the numbers are those of version 1`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(link)
    await playground.trainToLimit()
    const metrics = await exportFile(playground, 'Metrics (CSV)')
    // The names hold the first digits of the hashes of weights, order and data.
    expect(metrics.name).toBe(metricsName)
    const older = readText(`${id}.metrics.csv`)
    expectClose(rowsOf(csvInColumnsOf(older, metrics.text)), rowsOf(older))
    const evaluations = await exportFile(playground, 'Evaluations (CSV)')
    expect(evaluations.name).toBe(evaluationsName)
    expectClose(rowsOf(evaluations.text), rowsOf(readText(`${id}.evaluations.csv`)))
    if (!hasJson) return
    const { text } = await exportFile(playground, 'Experiment (JSON)')
    const file = readText(`${id}.json`)
    const actual = comparable(text, columnsOf(file))
    const expected = comparable(file, columnsOf(file))
    const { runs, model } = expected.settings.experiment
    for (const { hyper } of runs) if ('maxLr' in hyper) Object.assign(hyper, LATER_OF_ALIG)
    if (model.id !== 'softmax') Object.assign(model.options, LATER_OF_NETWORKS)
    expect(actual.settings).toEqual(expected.settings)
    expectClose(actual.rows, expected.rows)
    expectClose(actual.evaluations, expected.evaluations)
  })
