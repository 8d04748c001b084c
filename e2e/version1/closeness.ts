/**
 * Tables that are trained once more, beside those of version 1. Settings, positions and flags are the
 * same. Numbers are close: since then cross-entropy has been computed in a form that keeps its digits
 * near 0, which rounds every loss in another way, and the long steps of ALI-G make 1e-7 into 1e-4.
 */
import { expect } from '@playwright/test'
import type { Row } from '../playgroundPage'

/** Of the larger of two numbers. */
const CLOSE = 1e-3
/**
 * Adam moves a weight by rounding errors as far as by a gradient. On softmax regression with batches of
 * 20, which starts at 0, version 1 was up to 1.7 % from a computation in float64, the page is 0.4 %.
 */
const CLOSE_WITH_ADAM = 0.02
/** Of the test examples: those that lie on the border between two classes. */
const FEW = 2e-3

type Limit = (row: Row, a: number, b: number) => number

const relative: Limit = ({ optimizer }, a, b) =>
  (optimizer === 'adam' ? CLOSE_WITH_ADAM : CLOSE) * Math.max(Math.abs(a), Math.abs(b))

/** One example of a mini-batch, which may lie on the border between two classes. */
const oneExample: Limit = ({ step, examples }) => (1.01 * Number(step)) / Number(examples)

/** Columns that need not be the same. */
const LIMITS: Readonly<Record<string, Limit>> = {
  loss: relative,
  accuracy: oneExample,
  grad_norm_sq: relative,
  step_size_unclipped: relative,
  step_size: relative,
  effective_step: relative,
  weight_norm: relative,
  test_loss: relative,
  test_accuracy: () => FEW,
}

function isClose(column: string, row: Row, other: Row): boolean {
  if (row[column] === other[column]) return true
  const limit = LIMITS[column]
  if (limit) {
    const [a, b] = [Number(row[column]), Number(other[column])]
    return Math.abs(a - b) <= limit(row, a, b)
  }
  // A step right at the limit of ALI-G goes either way.
  const [unclipped, maxLr] = [Number(row['step_size_unclipped']), Number(row['max_lr'])]
  return column === 'clipped' && Math.abs(unclipped - maxLr) <= relative(row, unclipped, maxLr)
}

/** Compares two tables, cell by cell. */
export function expectClose(actual: readonly Row[], expected: readonly Row[]): void {
  expect(actual).toHaveLength(expected.length)
  const apart = actual.flatMap((row, i) => {
    const other = expected[i]!
    return [...new Set([...Object.keys(row), ...Object.keys(other)])]
      .filter((column) => !isClose(column, row, other))
      .map((column) => `row ${i}, ${column}: ${row[column]} instead of ${other[column]}`)
  })
  expect(apart).toEqual([])
}

const DIFFERENCE =
  /[\d,]+ of ([\d,]+) rows differ\. Largest relative difference of the loss: (\S+) \(.*; of the step size: (\S+) \(/

/** The page says of its own comparison that so many rows are the same, or close. */
export function expectToldClose(text: string, rows: string): void {
  if (text.includes(`Of ${rows} rows every number but the seconds is the same.`)) return
  const [, compared, loss, stepSize] = DIFFERENCE.exec(text) ?? []
  expect(compared, text).toBe(rows)
  expect(Number(loss)).toBeLessThan(CLOSE)
  expect(Number(stepSize)).toBeLessThan(CLOSE)
}

/** Two numbers as the page writes them in its table, of four digits or so. */
export function expectCloseText(actual: string, expected: string): void {
  const apart = Math.abs(Number(actual) - Number(expected))
  expect(apart, `${actual} and ${expected}`).toBeLessThanOrEqual(CLOSE * Number(expected))
}
