import type { LineChartProps } from '../../charts/LineChart'
import type { View } from './chartView'
import type { PreviousRunView } from './previousRunViews'
import type { AxisView, RunView } from './runViews'

/** What all charts of the panel have in common. */
export interface ChartFrame {
  readonly views: readonly RunView[]
  readonly previousRuns: readonly PreviousRunView[]
  /** What is drawn was recorded elsewhere, in place of nothing. */
  readonly isRecorded: boolean
  readonly axis: AxisView
  readonly view: View
  /** The axis shows a stretch that was zoomed to. */
  readonly isZoomed: boolean
  /** Axis, cursor and marks, as every chart is given them. */
  readonly shared: Pick<
    LineChartProps,
    | 'xDomain'
    | 'xLabel'
    | 'xIsWhole'
    | 'formatX'
    | 'hoverX'
    | 'onHover'
    | 'pinnedX'
    | 'onPin'
    | 'moveX'
    | 'onZoom'
    | 'marks'
  >
}

export interface ChartProps {
  readonly frame: ChartFrame
  /** Of the plot, in pixels. */
  readonly height: number
  /** The plot takes the height that its place has to give, where that is more. */
  readonly fill?: boolean
  /** Without its switches and menu. */
  readonly isPlain?: boolean
}
