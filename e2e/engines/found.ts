/** What each engine came to, kept on the disk so that engines can be compared and tabulated. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { numbers, type Row } from '../playgroundPage'
import type { Engine } from './engine'
import type { Backend, Trained } from './mainJob'

const FOLDER = 'test-results/engines'

export interface Found {
  readonly version: string
  readonly trained: Readonly<Record<Backend, Trained>>
  readonly own: readonly Row[]
  readonly strip: readonly Row[]
  /** Seconds that all parts took together. */
  readonly seconds: number
  /** Largest relative difference to Chromium's numbers, once that is known. */
  readonly difference?: Readonly<Partial<Record<Backend, number>>>
}

const placeOf = (name: Engine['name']) => `${FOLDER}/${name}.json`

export async function keepFound(name: Engine['name'], found: Found): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await writeFile(placeOf(name), JSON.stringify(found))
}

export async function readFound(name: Engine['name']): Promise<Found> {
  return JSON.parse(await readFile(placeOf(name), 'utf8')) as Found
}

export const forgetFound = (name: Engine['name']) => rm(placeOf(name), { force: true })

/** The largest relative difference of any loss, step size or gradient norm. */
export function largestDifference(rows: readonly Row[], expected: readonly Row[]): number {
  const columns = ['loss', 'step_size', 'grad_norm_sq']
  const runs = [...new Set(expected.map(({ run }) => Number(run)))]
  const differences = runs.flatMap((run) =>
    columns.flatMap((column) => {
      const theirs = numbers(expected, run, column)
      return numbers(rows, run, column).map((value, i) => {
        const other = theirs[i]!
        return value === other ? 0 : Math.abs(value - other) / Math.abs(other)
      })
    }),
  )
  return Math.max(...differences)
}
