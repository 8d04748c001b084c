/** What fixtures/version1 holds; see the README there. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PlainDatabase } from './databases'

const folder = new URL('../../fixtures/version1/', import.meta.url)

/** Text of a file, which may be stored gzipped. */
export function readText(name: string): string {
  const packed = new URL(`${name}.gz`, folder)
  if (existsSync(packed)) return gunzipSync(readFileSync(packed)).toString('utf8')
  return readFileSync(new URL(name, folder), 'utf8')
}

const readJson = <T>(name: string) => JSON.parse(readText(name)) as T

/** A training of which the exported tables are kept as `ID.metrics.csv` and `ID.evaluations.csv`. */
export interface Training {
  readonly id: string
  readonly link: string
  /** The names under which the page offered the tables: they hold the first digits of the hashes. */
  readonly metricsName: string
  readonly evaluationsName: string
  /** Whether `ID.json` is kept, too. */
  readonly hasJson: boolean
}

export const trainings = (): Training[] => readJson('trainings.json')

/** One row of the table that compares runs, without what depends on the clock. */
export type ComparedRow = Readonly<Record<string, string>>

/** What the page showed of a file that was opened on a page of its own. */
export interface Opened {
  readonly file: string
  readonly link: string
  readonly rows: readonly ComparedRow[]
}

export const opened = (): Opened[] => readJson('opened.json')

/** The storage of a browser. */
export interface Profile {
  readonly databases: readonly PlainDatabase[]
  readonly localStorage: Readonly<Record<string, string>>
  readonly sessionStorage: Readonly<Record<string, string>>
}

export const profile = (): Profile => readJson('profile.json')

/** What the page showed and exported of an item of the saved list, the latest item first. */
export interface SavedItem {
  readonly title: string
  readonly summary: string
  readonly status: string
  readonly link: string
  /** Lines of the exported tables. */
  readonly metrics: readonly string[]
  readonly evaluations: readonly string[]
}

export interface ProfileFacts {
  readonly saved: readonly SavedItem[]
  /** The repetition over two seeds as a whole. */
  readonly seeds: Pick<SavedItem, 'link' | 'metrics' | 'evaluations'>
  /** The link of the strip and its exported table. */
  readonly strip: { readonly link: string; readonly table: readonly string[] }
}

export const profileFacts = (): ProfileFacts => readJson('profileFacts.json')
