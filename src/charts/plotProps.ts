import type { PlotFrame } from './layout'
import type { ChartLevel, ChartMark, ChartSeries, ShadedRange } from './types'

/** All that a plot shows, in pixels of one place: what the screen and the files draw. */
export interface PlotProps extends PlotFrame {
  readonly width: number
  readonly height: number
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly formatX: (x: number) => string
  readonly formatY: (y: number) => string
  readonly series: readonly ChartSeries[]
  readonly shadedRanges: readonly ShadedRange[]
  readonly marks: readonly ChartMark[]
  /** Whether marks carry their words; they are lines alone otherwise. */
  readonly markLabels: boolean
  readonly levels: readonly ChartLevel[]
}
