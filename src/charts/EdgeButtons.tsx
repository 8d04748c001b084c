import { groupBy } from './groupBy'
import { endWidth, placeEndLabels } from './endLabels'
import type { PlotFrame } from './layout'
import type { ChartSeries } from './types'

export interface EdgeButtonsProps extends PlotFrame {
  readonly series: readonly ChartSeries[]
  readonly width: number
  readonly onClick: () => void
}

/** Over the names of lines that are beyond an edge of the plot: one click shows them. */
export function EdgeButtons({ series, width, onClick, ...frame }: EdgeButtonsProps) {
  const beyond = placeEndLabels(series, frame, width).filter(({ edge }) => edge !== null)
  return [...groupBy(beyond, ({ edge }) => edge!)].map(([edge, labels]) => {
    const names = labels.map(({ text }) => text)
    const own = Math.max(...names.map(endWidth)) + 8
    const middle = labels.reduce((sum, { y }) => sum + y - 4, 0) / labels.length
    return (
      <button
        key={edge}
        type="button"
        className="chart__edge"
        title="Show all lines"
        aria-label={`${names.join(', ')}: show all lines`}
        style={{
          left: Math.min(labels[0]!.x - 4, width - own),
          top: middle,
          width: own,
          height: `max(${17 * labels.length}px, var(--edge))`,
        }}
        onClick={onClick}
      />
    )
  })
}
