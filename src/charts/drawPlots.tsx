/** Plots drawn off the page, as SVG text, by what draws them on the page. */
import { createRoot } from 'react-dom/client'
import { fetchPlot } from './fetchPlot'
import { plotOf, type ChartPicture } from './picture'
import type { DrawnPlot } from './toSvg'

export interface PlotOrder {
  readonly picture: ChartPicture
  /** Axes included. */
  readonly width: number
  readonly height: number
}

/** Looks for a finished plot this often, and gives up after so many. */
const EVERY_MS = 20
const MOST_LOOKS = 250

/** Rejects where the code that draws plots cannot be loaded. */
export async function drawPlots(orders: readonly PlotOrder[]): Promise<DrawnPlot[]> {
  const { default: RechartsPlot } = await fetchPlot()
  const host = document.createElement('div')
  const root = createRoot(host)
  root.render(
    orders.map(({ picture, width, height }, i) => (
      <div key={i}>
        <RechartsPlot {...plotOf(picture, width, height)} />
      </div>
    )),
  )
  try {
    const plots = await finished(host, orders.length)
    return orders.map((order, i) => ({ ...order, svg: serialised(plots[i]!, order) }))
  } finally {
    root.unmount()
  }
}

/** recharts makes the frame in several steps. */
async function finished(host: Element, count: number): Promise<Element[]> {
  const isDone = (plot: Element) =>
    ['.chart__lines', '.chart__overlay', '.recharts-surface text'].every((part) =>
      plot.querySelector(part),
    )
  for (let look = 0; look < MOST_LOOKS; look++) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    const plots = [...host.children]
    if (plots.length === count && plots.every(isDone)) return plots
  }
  throw new Error('The charts could not be drawn.')
}

/** The frame and its layers in one element, without what matters on a page alone. */
function serialised(plot: Element, { width, height }: PlotOrder): string {
  const parts = [...plot.querySelectorAll('svg.chart__layer, svg.recharts-surface')]
  const layers = parts.map((part) => {
    const copy = part.cloneNode(true) as Element
    for (const one of copy.querySelectorAll(':scope > title, :scope > desc, :scope > defs'))
      one.remove()
    for (const one of [copy, ...copy.querySelectorAll('*')]) {
      one.removeAttribute('style')
      const kept = [...one.classList].filter((name) => name.startsWith('chart__'))
      if (kept.length > 0) one.setAttribute('class', kept.join(' '))
      else one.removeAttribute('class')
    }
    return new XMLSerializer().serializeToString(copy)
  })
  return `<svg width="${width}" height="${height}" class="chart__file">${layers.join('')}</svg>`
}
