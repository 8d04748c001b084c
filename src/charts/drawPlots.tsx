/** Plots drawn off the page, as SVG text, by what draws them on the page. */
import { flushSync } from 'react-dom'
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

/** Rejects where the code that draws plots cannot be loaded. */
export async function drawPlots(orders: readonly PlotOrder[]): Promise<DrawnPlot[]> {
  const { default: RechartsPlot } = await fetchPlot()
  const host = document.createElement('div')
  const root = createRoot(host)
  flushSync(() =>
    root.render(
      orders.map(({ picture, width, height }, i) => (
        <div key={i}>
          <RechartsPlot {...plotOf(picture, width, height)} />
        </div>
      )),
    ),
  )
  const plots = orders.map((order, i) => ({ ...order, svg: serialised(host.children[i]!, order) }))
  root.unmount()
  return plots
}

/** The layers in one element, without what matters on a page alone. */
function serialised(plot: Element, { width, height }: PlotOrder): string {
  const layers = [...plot.children].map((part) => {
    const copy = part.cloneNode(true) as Element
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
