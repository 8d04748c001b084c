/**
 * What was measured, case by case and seed by seed: docs/claims/record/CASE.jsonl has the link in its
 * first line and a line for each seed, appended as it comes, so that a measurement that is cut short
 * goes on where it stopped.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'

const fileOf = (id) => fromRoot('docs', 'claims', 'record', `${id}.jsonl`)

/** @returns null where the case was never measured */
export function readCase(id) {
  if (!existsSync(fileOf(id))) return null
  const [first, ...lines] = readFileSync(fileOf(id), 'utf8').trim().split('\n')
  const { link, date } = JSON.parse(first)
  return { link, date, seeds: lines.map((line) => JSON.parse(line)) }
}

/** @throws where the case was measured with another link: that record has to be deleted first */
export function openCase(id, link) {
  const known = readCase(id)
  if (known && known.link !== link)
    throw new Error(
      `"${id}" was measured with another link. Delete ${fileOf(id)} to measure it again.`,
    )
  if (known) return known
  const date = new Date().toISOString().slice(0, 10)
  mkdirSync(dirname(fileOf(id)), { recursive: true })
  writeFileSync(fileOf(id), `${JSON.stringify({ link, date })}\n`)
  return { link, date, seeds: [] }
}

const rounded = (_, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value

/** @param runs one for each run, as `summariseSeed` gives them, with a label */
export function appendSeed(id, seed, runs) {
  appendFileSync(fileOf(id), `${JSON.stringify({ seed, runs }, rounded)}\n`)
}
