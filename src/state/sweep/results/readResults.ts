/** `results.csv` of a sweep that was trained elsewhere, or the page's own `Strip (CSV)` or `Map (CSV)`. */
import * as v from 'valibot'
import { MAX_SEED, MAX_STEPS } from '../../../experiment/limits'
import { quoted } from '../../../experiment/text'
import type { SweepResult } from './types'

/** More trainings than any sweep has. */
const MAX_ROWS = 200_000

/** Columns that every such table has. */
const NEEDED = ['optimizer', 'hyperparameter', 'seed', 'train_loss', 'test_accuracy', 'diverged_at']

/** Those that say nothing of what was chosen; whatever else there is are values by name. */
const NO_VALUES = [
  ...NEEDED,
  ...['trial', 'test_loss', 'steps', 'backend', 'status', 'seconds'],
  ...['target_accuracy', 'steps_to_target'],
]

export type ReadResults =
  | { readonly ok: true; readonly results: readonly SweepResult[] }
  /** What is wrong with it, as a sentence. */
  | { readonly ok: false; readonly sentence: string }

const finite = v.pipe(v.string(), v.regex(/^-?\d[\d.eE+-]*$/), v.transform(Number), v.finite())
const whole = (most: number) => v.pipe(finite, v.integer(), v.minValue(0), v.maxValue(most))
const orEmpty = <T extends v.GenericSchema<string, number>>(schema: T) =>
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => null),
    ),
    schema,
  ])
const cells = v.object({
  seed: whole(MAX_SEED),
  train_loss: orEmpty(finite),
  test_loss: v.optional(orEmpty(finite), ''),
  test_accuracy: orEmpty(v.pipe(finite, v.minValue(0), v.maxValue(1))),
  diverged_at: orEmpty(whole(MAX_STEPS)),
})
const values = v.record(v.string(), orEmpty(finite))

const cellsOf = (line: string) => line.trimEnd().split(',')

/** Whether a text is such a table, by its first line. */
export function areResults(text: string): boolean {
  const header = cellsOf(text.slice(0, text.search(/\n|$/)))
  return NEEDED.every((name) => header.includes(name))
}

/**
 * @param name of the file, for sentences
 * @param idOf id of an optimizer by its word in tables
 */
export function readResults(
  name: string,
  text: string,
  idOf: (word: string) => string | undefined,
): ReadResults {
  const refuse = (what: string): ReadResults => ({
    ok: false,
    sentence: `The results in ${quoted(name)} cannot be shown: ${what}.`,
  })
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const header = cellsOf(head)
  const missing = NEEDED.filter((column) => !header.includes(column))
  if (missing.length > 0) return refuse(`there is no column ${missing.join(', ')}`)
  if (lines.length === 0) return refuse('there is no row below its header')
  if (lines.length > MAX_ROWS)
    return refuse(`it has more than ${MAX_ROWS.toLocaleString('en-US')} rows`)
  const named = header.filter((column) => !NO_VALUES.includes(column))

  const results: SweepResult[] = []
  for (const [i, line] of lines.entries()) {
    const given = cellsOf(line)
    const at = `row ${i + 2}`
    if (given.length !== header.length)
      return refuse(`${at} has ${given.length} cells, and the header has ${header.length}`)
    const row = Object.fromEntries(header.map((column, place) => [column, given[place]!]))
    const optimizer = idOf(row.optimizer!)
    if (optimizer === undefined)
      return refuse(`${at} is of the optimizer ${quoted(row.optimizer!)}, which this page lacks`)
    const read = v.safeParse(cells, row)
    const chosen = v.safeParse(
      values,
      Object.fromEntries(named.map((column) => [column, row[column]])),
    )
    const [fault] = [...(read.issues ?? []), ...(chosen.issues ?? [])]
    if (!read.success || !chosen.success) {
      const column = String(fault?.path?.[0]?.key)
      return refuse(`${at} has ${quoted(row[column] ?? '')} as its ${column}`)
    }
    const found = read.output
    const isLost = found.diverged_at !== null
    if (isLost === (found.train_loss !== null && found.test_accuracy !== null))
      return refuse(`${at} must have either losses or the step at which it diverged`)
    results.push({
      optimizer,
      values: Object.fromEntries(
        Object.entries(chosen.output).filter((one): one is [string, number] => one[1] !== null),
      ),
      seed: found.seed,
      trainLoss: isLost ? null : found.train_loss,
      testLoss: isLost ? null : found.test_loss,
      testAccuracy: isLost ? null : found.test_accuracy,
      divergedAt: found.diverged_at,
    })
  }
  return { ok: true, results }
}
