/** Trainings that version 1 of the page recorded come out the same, cell by cell. */
import { expect, test } from '@playwright/test'
import { PlaygroundPage } from '../playgroundPage'
import { readText, trainings } from './fixtures'
import { exportFile, rowsOf } from './steps'

interface ExperimentFile {
  readonly metrics: { readonly columns: string[]; readonly rows: unknown[][] }
  readonly backend: { readonly name: string }
  readonly versions: unknown
}

/** An exported experiment without the clock, versions of libraries and words on the machine. */
function comparable(text: string) {
  const { versions: _, ...file } = JSON.parse(text) as ExperimentFile
  const clock = file.metrics.columns.indexOf('seconds')
  const rows = file.metrics.rows.map((row) => row.toSpliced(clock, 1))
  return { ...file, metrics: { ...file.metrics, rows }, backend: file.backend.name }
}

for (const { id, link, metricsName, evaluationsName, hasJson } of trainings())
  test(`${id}: every number but the seconds is that of version 1`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(link)
    await playground.trainToLimit()
    const metrics = await exportFile(playground, 'Metrics (CSV)')
    // The names hold the first digits of the hashes of weights, order and data.
    expect(metrics.name).toBe(metricsName)
    expect(rowsOf(metrics.text)).toEqual(rowsOf(readText(`${id}.metrics.csv`)))
    const evaluations = await exportFile(playground, 'Evaluations (CSV)')
    expect(evaluations.name).toBe(evaluationsName)
    expect(evaluations.text).toBe(readText(`${id}.evaluations.csv`))
    if (!hasJson) return
    const { text } = await exportFile(playground, 'Experiment (JSON)')
    expect(comparable(text)).toEqual(comparable(readText(`${id}.json`)))
  })
