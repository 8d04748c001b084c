import type { LineChartProps } from '../../charts/LineChart'
import type { View } from './chartView'
import type { PreviousRunView } from './previousRunViews'
import type { AxisView, RunView } from './runViews'

/** What is drawn: runs over an axis. */
export interface Drawing {
  readonly views: readonly RunView[]
  readonly previousRuns: readonly PreviousRunView[]
  /** What is drawn was recorded elsewhere, in place of nothing. */
  readonly isRecorded: boolean
  readonly axis: AxisView
  /** The axis, as every chart is given it. */
  readonly xAxis: Pick<
    LineChartProps,
    'xDomain' | 'xLabel' | 'xIsWhole' | 'formatX' | 'moveX' | 'marks'
  >
}

/** What all charts of the panel have in common. */
export interface ChartFrame {
  readonly drawing: Drawing
  readonly view: View
  /** The axis shows a stretch that was zoomed to. */
  readonly isZoomed: boolean
  /** Where the cursor is and what it does, as every chart is given it. */
  readonly cursor: Pick<LineChartProps, 'hoverX' | 'onHover' | 'pinnedX' | 'onPin' | 'onZoom'>
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
