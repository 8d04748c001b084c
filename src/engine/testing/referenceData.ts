/** The data of the reference problems, as the fixtures have them. */
import type { ReferenceCase, Written } from './referenceCase'

export interface MlpData {
  readonly x: readonly (readonly number[])[]
  readonly label: readonly number[]
  readonly activation: string
  readonly hidden: number
  readonly classes: number
}

export interface LeastSquaresData {
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
}

export interface Script {
  readonly script: readonly { readonly loss: Written; readonly grad: readonly Written[] }[]
}

/** Rows of the data that a step uses: consecutive slices, starting again after the last. */
export function rowsOf<T>(all: readonly T[], size: ReferenceCase['batchSize'], t: number): T[] {
  if (size === 'full') return [...all]
  const first = (t * size) % all.length
  return all.slice(first, first + size)
}
