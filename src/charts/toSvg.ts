/**
 * Charts as one SVG text, for files: the plots as the page draws them (`drawPlots`), with title,
 * legend and the names of the axes around them. Pure.
 */
import { SHADE_OPACITY, lineLook } from './layout'
import { latestPoint } from './lookup'
import { markerLook, markerTransform } from './markers'
import type { ChartPicture, ShadeName } from './picture'
import { nameOf } from './summary'
import { fitted, textWidth } from './textWidth'
import type { ChartSeries } from './types'

export interface DrawnPlot {
  readonly picture: ChartPicture
  /** An SVG element with its size, drawn in the CSS colours of the page. */
  readonly svg: string
  readonly width: number
  readonly height: number
}

export interface SvgView {
  readonly width: number
  /** Least height: what is left over stays empty. By default it is what the charts need. */
  readonly height?: number | undefined
  /** Above the charts. */
  readonly heading: string
  /** Below them, in small. */
  readonly footer: string
  /** Value of a custom property: they are not known in a file. */
  readonly colorOf: (property: string) => string
}

export const SIDE = 20
const HEAD = 48
const FOOT = 26
const TITLE = 24
const LEGEND_LINE = 20
const AXIS_NAME = 18
const GAP = 14
const SWATCH = 30

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
/** Text as XML may hold it. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
    .replaceAll(/[&<>"]/g, (found) => ESCAPES[found]!)

const text = (x: number, y: number, size: number, words: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" ` +
  `fill="var(--text)" ${more}>${escaped(words)}</text>`
const MUTED = 'style="fill: var(--muted)"'

/** Only what has points is worth a line of the legend. */
export const hasPoints = ({ points }: ChartSeries) => latestPoint(points) !== undefined

interface LegendItem {
  readonly words: string
  readonly swatch: string
}

function seriesItem(series: ChartSeries): LegendItem {
  const { color, width, dash, opacity = 1 } = lineLook(series)
  const { marker, markers } = series
  const line =
    `<path d="M0 0h${SWATCH}" stroke="${escaped(color)}" stroke-width="${width}" ` +
    `stroke-opacity="${opacity}"${dash ? ` stroke-dasharray="${escaped(dash)}"` : ''}/>`
  if (!marker || markers === 'none') return { words: nameOf(series), swatch: line }
  const look = markerLook(marker, color, markers === 'each', 'var(--surface)')
  const shape =
    `<path d="${look.d}" transform="${markerTransform(SWATCH / 2, 0, 1)}" ` +
    `fill="${escaped(look.fill)}" stroke="${escaped(look.stroke)}" stroke-width="${look.strokeWidth}"/>`
  return { words: nameOf(series), swatch: line + shape }
}

/** Of a tint that is of several colors. */
const ANY_COLOR = '#777'

const shadeItem = ({ color, label }: ShadeName): LegendItem => ({
  words: label,
  swatch: `<rect y="-6" width="${SWATCH}" height="12" fill="${escaped(color ?? ANY_COLOR)}" fill-opacity="${SHADE_OPACITY}"/>`,
})

/** A sample of each line and tint, in as many rows as they need. */
export function placeLegend({ series, shades, shadedRanges }: ChartPicture, width: number) {
  const isDrawn = ({ color }: ShadeName) =>
    shadedRanges.some((one) => color === null || one.color === color)
  const items = [
    ...series.filter((one) => one.legend !== false && hasPoints(one)).map(seriesItem),
    ...shades.filter(isDrawn).map(shadeItem),
  ]
  let [x, row] = [SIDE, 0]
  const placed = items.map(({ words, swatch }) => {
    const shown = fitted(words, 13, width - 2 * SIDE - SWATCH - 8)
    const needed = SWATCH + 8 + textWidth(shown, 13)
    if (x + needed > width - SIDE && x > SIDE) [x, row] = [SIDE, row + 1]
    const at = { x, y: 10 + LEGEND_LINE * row, words: shown, swatch }
    x += needed + 18
    return at
  })
  return { placed, height: items.length === 0 ? 0 : LEGEND_LINE * (row + 1) + 4 }
}

/** Height of what stands around a plot in a file. */
export const aroundPlot = (picture: ChartPicture, width: number) =>
  TITLE + placeLegend(picture, width).height + AXIS_NAME + GAP

/** Height of what stands around all charts. */
export const AROUND_ALL = HEAD + FOOT

/** What the axis of a chart counts, and how. */
const yName = ({ title, yScale }: ChartPicture) =>
  yScale === 'log' ? `${title} (logarithmic)` : title

function drawChart({ picture, svg, width, height }: DrawnPlot, top: number, whole: number) {
  const legend = placeLegend(picture, whole)
  const plotTop = top + TITLE + legend.height
  return (
    `<g><title>${escaped(picture.title)}</title>` +
    text(SIDE, top + 15, 16, yName(picture), 'font-weight="600"') +
    legend.placed
      .map(
        ({ x, y, words, swatch }) =>
          `<g transform="translate(${x.toFixed(1)} ${top + TITLE + y})">${swatch}` +
          `${text(SWATCH + 8, 4.5, 13, words)}</g>`,
      )
      .join('') +
    `<g transform="translate(${SIDE} ${plotTop})">${svg}</g>` +
    text(SIDE + width, plotTop + height + 12, 12, picture.xLabel, `text-anchor="end" ${MUTED}`) +
    '</g>'
  )
}

/** The charts below each other, as a file of its own. */
export function toSvg(plots: readonly DrawnPlot[], view: SvgView): string {
  const { width, colorOf } = view
  let top = HEAD
  const drawn = plots.map((plot) => {
    const svg = drawChart(plot, top, width)
    top += aroundPlot(plot.picture, width) + plot.height
    return svg
  })
  const height = Math.ceil(Math.max(top + FOOT, view.height ?? 0))
  const room = width - 2 * SIDE
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" fill="none" font-family="system-ui, sans-serif">` +
    `<title>${escaped(view.heading)}</title>` +
    `<rect width="100%" height="100%" fill="var(--surface)"/>` +
    text(SIDE, 30, 19, fitted(view.heading, 19, room), 'font-weight="700"') +
    drawn.join('') +
    text(SIDE, height - 12, 11, fitted(view.footer, 11, room), MUTED) +
    '</svg>\n'
  return svg.replaceAll(/var\((--[\w-]+)[^)]*\)/g, (_, property: string) =>
    escaped(colorOf(property)),
  )
}
