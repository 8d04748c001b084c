/**
 * What was measured on the spirals, run by run: lines of docs/claims/spirals.csv, which are appended
 * as they come, so that a measurement that is cut short goes on where it stopped.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fromRoot } from '../setup/paths.mjs'

const FILE = fromRoot('docs', 'claims', 'spirals.csv')
const COLUMNS = ['table', 'row', 'column', 'seed', 'epochs', 'loss', 'accuracy', 'test_accuracy']
COLUMNS.push('weight_norm', 'diverged')

const rounded = (value) => (Number.isFinite(value) ? Number(value.toPrecision(4)) : '')
const numberOf = (text) => (text === '' ? NaN : Number(text))

/** Everything that is there. */
export function readRecord() {
  if (!existsSync(FILE)) return []
  const [, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [table, row, column, ...rest] = line.split(',')
    const [seed, epochs, loss, accuracy, testAccuracy, weightNorm, diverged] = rest.map(numberOf)
    const result = { loss, accuracy, testAccuracy, weightNorm, diverged: diverged === 1 }
    return { table, row, column, seed, epochs, ...result }
  })
}

/** @param lines with the keys that `readRecord` gives */
export function appendRecord(lines) {
  if (!existsSync(FILE)) writeFileSync(FILE, `${COLUMNS.join(',')}\n`)
  const text = lines.map(({ table, row, column, seed, epochs, ...result }) => {
    const { loss, accuracy, testAccuracy, weightNorm, diverged } = result
    const numbers = [loss, accuracy, testAccuracy, weightNorm].map(rounded)
    return [table, row, column, seed, epochs, ...numbers, Number(diverged)].join(',')
  })
  appendFileSync(FILE, text.map((line) => `${line}\n`).join(''))
}
