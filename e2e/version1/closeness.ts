/**
 * Tables that are trained once more, beside those of version 1. Settings, positions and flags are the
 * same. Numbers are close: since then cross-entropy has been computed in a form that keeps its digits
 * near 0, which rounds every loss in another way, and the long steps of ALI-G make 1e-7 into 1e-4.
 */
import { expect } from '@playwright/test'
import type { Row } from '../playgroundPage'

/** Of the larger of two numbers. */
const CLOSE = 1e-3
/** Of all examples: those that lie on the border between two classes. */
const FEW = 2e-3

const relativeLimit = (a: number, b: number) => CLOSE * Math.max(Math.abs(a), Math.abs(b))

/** Columns that need not be the same. */
const LIMITS: Readonly<Record<string, typeof relativeLimit>> = {
  loss: relativeLimit,
  grad_norm_sq: relativeLimit,
  step_size_unclipped: relativeLimit,
  step_size: relativeLimit,
  effective_step: relativeLimit,
  weight_norm: relativeLimit,
  test_loss: relativeLimit,
  test_accuracy: () => FEW,
}

function isClose(column: string, row: Row, other: Row): boolean {
  if (row[column] === other[column]) return true
  // A step right at the limit goes either way.
  if (column === 'clipped') return areNear(row['step_size_unclipped'], row['max_lr'], relativeLimit)
  return areNear(row[column], other[column], LIMITS[column] ?? (() => 0))
}

const areNear = (a: string | undefined, b: string | undefined, limit: typeof relativeLimit) =>
  Math.abs(Number(a) - Number(b)) <= limit(Number(a), Number(b))

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
