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
  return placeEndLabels(series, frame, width)
    .filter(({ edge }) => edge !== null)
    .map(({ id, text, x, y, anchor }) => {
      const own = endWidth(text) + 8
      return (
        <button
          key={id}
          type="button"
          className="chart__edge"
          title="Show all lines"
          aria-label={`${text}: show all lines`}
          style={{ left: anchor === 'end' ? x - own : x - 4, top: y - 12, width: own }}
          onClick={onClick}
          // The chart below is not pointed at, nor dragged over.
          onPointerDown={(event) => event.stopPropagation()}
          onPointerMove={(event) => event.stopPropagation()}
        />
      )
    })
}
