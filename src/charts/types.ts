/** What the charts draw. Nothing here knows about runs or experiments. */

/** `null` is a gap: the line is broken there. */
export interface Point {
  readonly x: number
  readonly y: number | null
}

/** From a smallest to a largest value; `null` is a gap. */
export interface BandPoint {
  readonly x: number
  readonly low: number | null
  readonly high: number | null
}

export type MarkerShape =
  'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'plus' | 'down' | 'hexagon'

export interface ChartSeries {
  readonly id: string
  /** Series of the same label share a place in the legend. */
  readonly label: string
  /** What this one is among those of its label, e.g. "test". */
  readonly part?: string
  /** Any CSS colour; custom properties let it follow the theme. */
  readonly color: string
  /** SVG dash pattern; absent means solid. */
  readonly dash?: string
  /** Shape drawn at a few points of the line, so that it is known without its colour. */
  readonly marker?: MarkerShape
  /** `each` draws it at every point, hollow; `sparse`, the default, at a few. */
  readonly markers?: 'each' | 'sparse' | 'none'
  readonly width?: number
  readonly opacity?: number
  /** In order of x, already decimated. */
  readonly points: readonly Point[]
  /** An area drawn behind the line, in its colour; in order of x, already decimated. */
  readonly band?: readonly BandPoint[]
  /** The band is the range of what the line is the median of: its edges are drawn, for spikes. */
  readonly isRange?: boolean
  /**
   * Whether the default ends of the y axis fit it. Default true. What does not fit leaves the plot,
   * and its name stands at the edge.
   */
  readonly isFitted?: boolean
  /** Stands at the end of the line, right of the plot. */
  readonly endLabel?: string
  /** Listed above the chart with its value. Default true. */
  readonly legend?: boolean
  /** Exact value at x, from the undecimated data; null where there is none. */
  readonly valueAt?: (x: number) => number | null
  /** Row of the hover table that it belongs to; its label where absent. */
  readonly row?: string
  /** Column of the hover table; `part` where absent. `null` keeps it out of the table. */
  readonly column?: string | null
  /** How the hover table writes a value: by default as the legend does. */
  readonly formatExact?: (value: number) => string
  /** Further columns of its row in the hover table. */
  readonly extraColumns?: readonly TableColumn[]
}

/** Something that the hover table tells and the chart does not draw. */
export interface TableColumn {
  readonly name: string
  readonly textAt: (x: number) => string | null
}

export type Domain = readonly [number, number]

/** A stretch of x drawn as a light background. */
export interface ShadedRange {
  readonly x0: number
  readonly x1: number
  readonly color: string
  /** 0 to 1; how much of the stretch it applies to. */
  readonly strength: number
}

/** A vertical line with a few words, e.g. a changed setting. */
export interface ChartMark {
  readonly x: number
  readonly label: string
  /** Fewer words, for where there is no room for all of them. */
  readonly short?: string
  readonly color: string
}

/** A horizontal line with a few words, e.g. what guessing would come to. */
export interface ChartLevel {
  readonly y: number
  readonly label: string
}

export type YScale = 'log' | 'linear'
