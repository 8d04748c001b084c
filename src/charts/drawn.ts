/** The charts that are on the page now, as they can be drawn again elsewhere. */
import type { ChartPicture } from './picture'

export interface DrawnChart {
  readonly element: Element
  readonly picture: ChartPicture
  /** x moved by one of the samples that the lines are made of. */
  readonly moveX: (x: number, by: number) => number
  /** Of its plot on the page, axes included; 0 before it has been near the screen. */
  readonly width: number
  readonly height: number
}

const drawn = new Map<string, DrawnChart>()

/** @param key of its own for every chart; null takes it away */
export function noteDrawn(key: string, chart: DrawnChart | null): void {
  if (chart) drawn.set(key, chart)
  else drawn.delete(key)
}

/** In the order of the page, below `root`. */
export function drawnCharts(root: Node): DrawnChart[] {
  return [...drawn.values()]
    .filter(({ element }) => root.contains(element))
    .sort((a, b) =>
      a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    )
}
