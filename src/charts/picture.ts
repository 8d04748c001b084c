/** A chart as a value: what is needed to draw it, on the page or in a file. */
import { rightMargin } from './endLabels'
import { formatTick } from './format'
import { plotArea, xTicksOf, yDomainOf, yTicksOf } from './layout'
import type { PlotProps } from './plotProps'
import type { ChartLevel, ChartMark, ChartSeries, Domain, ShadedRange, YScale } from './types'

export interface ChartPicture {
  readonly title: string
  readonly series: readonly ChartSeries[]
  readonly xDomain: Domain
  readonly yScale: YScale
  /** Fixed ends of the y axis; by default they follow the data. */
  readonly yDomain?: Domain | undefined
  readonly xLabel: string
  readonly xIsWhole: boolean
  readonly formatX: (x: number) => string
  readonly formatY?: ((y: number) => string) | undefined
  readonly shadedRanges: readonly ShadedRange[]
  /** What the shading of each colour means, in words for a legend. */
  readonly shades: readonly ShadeName[]
  readonly marks: readonly ChartMark[]
  readonly levels: readonly ChartLevel[]
}

/** What a tint means. */
export interface ShadeName {
  /** null: of any color, each that of its run. */
  readonly color: string | null
  readonly label: string
}

/** The plot of a picture at a size, axes included. */
export function plotOf(picture: ChartPicture, width: number, height: number): PlotProps {
  const { series, xDomain, yScale, formatX, formatY = formatTick } = picture
  const area = plotArea(width, height, rightMargin(series, width))
  const yDomain = yDomainOf(series, xDomain, yScale, picture.yDomain)
  return {
    ...{ width, height, area, xDomain, yDomain, yScale, series, formatX, formatY },
    xTicks: xTicksOf(xDomain, area.width, picture.xIsWhole),
    yTicks: yTicksOf(yDomain, yScale, area.height),
    shadedRanges: picture.shadedRanges,
    marks: picture.marks,
    levels: picture.levels,
    markLabels: true,
  }
}
