/** What instruments found at a step, or at the last one before it that they measured. Pure. */
import {
  MEASURE_EVERY,
  MEASURE_NOISE_EVERY,
  type StepInstrumentColumn,
} from '../../spec/instruments'
import type { RunSeries } from '../../state/series/series'

export interface MeasuredDecrease {
  /** That was measured. */
  readonly step: number
  readonly predicted: number
  readonly actual: number
  /** NaN where the tangent does not fall. */
  readonly alpha: number
}

export interface MeasuredLimit {
  readonly step: number
  /** 2 / λ_max. */
  readonly stepSize: number
}

export interface MeasuredNoise {
  readonly step: number
  /** Error of the gradient over its length. */
  readonly noise: number
}

type Columns = Pick<RunSeries, 'column' | 'firstStep' | 'length'>

/** Place of the last number of a column, at a row or up to `back` rows before it; -1 for none. */
function lastNumber(values: Float32Array, row: number, back: number): number {
  for (let i = row; i >= Math.max(0, row - back); i--) if (!Number.isNaN(values[i]!)) return i
  return -1
}

const rowOf = ({ firstStep, length }: Columns, step: number) =>
  step < firstStep ? -1 : Math.min(step - firstStep, length - 1)

const read = (series: Columns, column: StepInstrumentColumn) => series.column(column)

export function decreaseAt(series: Columns, step: number): MeasuredDecrease | null {
  const predicted = read(series, 'predicted_decrease')
  const row = lastNumber(predicted, rowOf(series, step), MEASURE_EVERY - 1)
  if (row < 0) return null
  return {
    step: series.firstStep + row,
    predicted: predicted[row]!,
    actual: read(series, 'actual_decrease')[row]!,
    alpha: read(series, 'alpha')[row]!,
  }
}

export function limitAt(series: Columns, step: number): MeasuredLimit | null {
  const sizes = read(series, 'stable_step_size')
  const row = lastNumber(sizes, rowOf(series, step), Infinity)
  return row < 0 ? null : { step: series.firstStep + row, stepSize: sizes[row]! }
}

export function noiseAt(series: Columns, step: number): MeasuredNoise | null {
  const noises = read(series, 'gradient_noise')
  const row = lastNumber(noises, rowOf(series, step), MEASURE_NOISE_EVERY - 1)
  return row < 0 ? null : { step: series.firstStep + row, noise: noises[row]! }
}
