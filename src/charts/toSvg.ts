/** Charts as SVG text, for files: what `LineChart` draws, with title and legend. Pure. */
import { formatTick } from './format'
import { placeLevels } from './levels'
import { bandPath, linePath } from './linePath'
import { markersOf, SHAPES } from './markers'
import { placeMarks } from './markLabels'
import {
  extentOf,
  linearTicks,
  niceDomain,
  ticksOf,
  toPixelX,
  toPixelY,
  type PlotArea,
} from './scale'
import { nameOf } from './summary'
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
  readonly marks: readonly ChartMark[]
  readonly levels: readonly ChartLevel[]
}

export interface SvgView {
  /** In pixels; the height is what the charts need. */
  readonly width: number
  /** Of one plot, axes not counted. */
  readonly plotHeight: number
  /** Above the charts. */
  readonly heading: string
  /** Below them, in small. */
  readonly footer: string
  /** A CSS colour as one that stands for itself: custom properties are not known in a file. */
  readonly color: (css: string) => string
}

interface Placed {
  readonly svg: string
  readonly height: number
}

const LEFT = 56
const RIGHT = 24
const LEGEND_LINE = 20
const AXIS = 40
const FONT = 'font-family="system-ui, sans-serif"'
/** Rough width of a character at 13 pixels. */
const CHARACTER = 7.4

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

function text(x: number, y: number, words: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${FONT} ${attributes}>${escaped(words)}</text>`
}

/** One sample of each line that the legend lists, in as many rows as they need. */
function legend(series: readonly ChartSeries[], top: number, view: SvgView): Placed {
  let [x, row] = [LEFT, 0]
  const parts = series
    .filter((one) => one.legend !== false)
    .map((one) => {
      const name = nameOf(one)
      const width = 40 + CHARACTER * name.length + 18
      if (x + width > view.width - RIGHT && x > LEFT) [x, row] = [LEFT, row + 1]
      const y = top + 12 + LEGEND_LINE * row
      const color = escaped(view.color(one.color))
      const dash = one.dash ? ` stroke-dasharray="${escaped(one.dash)}"` : ''
      const line =
        `<path d="M${x} ${y}h30" stroke="${color}" stroke-width="${one.width ?? 2}" ` +
        `opacity="${one.opacity ?? 1}"${dash}/>` +
        (one.marker && one.markers !== 'none' ? marker(one, x + 15, y, view) : '') +
        text(x + 38, y + 4.5, name, `font-size="13" fill="${view.color('var(--text)')}"`)
      x += width
      return line
    })
  return { svg: parts.join(''), height: parts.length === 0 ? 0 : LEGEND_LINE * (row + 1) + 6 }
}

function marker(series: ChartSeries, x: number, y: number, view: SvgView): string {
  const shape = series.marker!
  const color = escaped(view.color(series.color))
  const surface = view.color('var(--surface)')
  const open = shape === 'cross' || shape === 'plus'
  const hollow = series.markers === 'each'
  const fill = open ? 'none' : hollow ? surface : color
  return (
    `<path d="${SHAPES[shape]}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(0.85)" ` +
    `fill="${fill}" stroke="${open || hollow ? color : surface}" stroke-width="${open ? 2 : 1.4}"/>`
  )
}

function axes(chart: ChartPicture, area: PlotArea, yDomain: Domain, view: SvgView): string {
  const { xDomain, yScale, formatX, formatY = formatTick } = chart
  const [muted, line] = [view.color('var(--muted)'), view.color('var(--line)')]
  const small = `font-size="12" fill="${muted}"`
  const [right, floor] = [area.left + area.width, area.top + area.height]
  const yTicks = ticksOf(yDomain, yScale, Math.max(2, Math.floor(area.height / 44)))
  const xTicks = linearTicks(xDomain, Math.max(2, Math.floor(area.width / 75)), chart.xIsWhole)
  return [
    ...yTicks.map((tick) => {
      const y = toPixelY(tick, yDomain, yScale, area)
      return (
        `<path d="M${area.left} ${y.toFixed(1)}H${right}" stroke="${line}"/>` +
        text(area.left - 8, y + 4, formatY(tick), `${small} text-anchor="end"`)
      )
    }),
    `<path d="M${area.left} ${floor}H${right}" stroke="${muted}"/>`,
    ...xTicks.map((tick) =>
      text(
        toPixelX(tick, xDomain, area),
        floor + 18,
        formatX(tick),
        `${small} text-anchor="middle"`,
      ),
    ),
    text(right, floor + 34, chart.xLabel, `${small} text-anchor="end"`),
  ].join('')
}

function shading({ shadedRanges, xDomain }: ChartPicture, area: PlotArea, view: SvgView): string {
  return shadedRanges
    .map(({ x0, x1, color, strength }) => {
      const from = Math.max(area.left, toPixelX(x0, xDomain, area))
      const to = Math.min(area.left + area.width, toPixelX(x1, xDomain, area))
      if (to <= from) return ''
      return (
        `<rect x="${from.toFixed(1)}" y="${area.top}" width="${(to - from).toFixed(1)}" ` +
        `height="${area.height}" fill="${escaped(view.color(color))}" ` +
        `opacity="${(0.12 * strength).toFixed(3)}"/>`
      )
    })
    .join('')
}

function marks({ marks, xDomain }: ChartPicture, area: PlotArea, view: SvgView): string {
  return placeMarks(marks, xDomain, area)
    .map(({ mark, x, row, before }) => {
      const color = escaped(view.color(mark.color))
      const line = `<path d="M${x.toFixed(1)} ${area.top}v${area.height}" stroke="${color}" stroke-dasharray="2 3"/>`
      if (row === null) return line
      const anchor = `font-size="12" fill="${color}" text-anchor="${before ? 'end' : 'start'}"`
      return line + text(before ? x - 5 : x + 5, area.top + 12 + 15 * row, mark.label, anchor)
    })
    .join('')
}

function levels(chart: ChartPicture, area: PlotArea, yDomain: Domain, view: SvgView): string {
  const color = view.color('var(--muted)')
  return placeLevels(chart.levels, yDomain, chart.yScale, area)
    .map(
      ({ level, y, textY }) =>
        `<path d="M${area.left} ${y.toFixed(1)}h${area.width}" stroke="${color}" stroke-dasharray="2 4"/>` +
        text(area.left + 4, textY, level.label, `font-size="12" fill="${color}"`),
    )
    .join('')
}

function drawChart(chart: ChartPicture, top: number, index: number, view: SvgView): Placed {
  const { series, xDomain, yScale } = chart
  const listed = legend(series, top + 24, view)
  const area: PlotArea = {
    left: LEFT,
    top: top + 30 + listed.height,
    width: view.width - LEFT - RIGHT,
    height: view.plotHeight,
  }
  const yDomain = chart.yDomain ?? niceDomain(extentOf(series, xDomain, yScale), yScale)
  const frame = { ...area, xDomain, yDomain, yScale }
  const clip = `plot${index}`
  const bands = series
    .map((one) =>
      one.band
        ? `<path d="${bandPath(one.band, frame)}" fill="${escaped(view.color(one.color))}" ` +
          `opacity="0.16"/>`
        : '',
    )
    .join('')
  const lines = series
    .map((one) => {
      const dash = one.dash ? ` stroke-dasharray="${escaped(one.dash)}"` : ''
      return (
        `<path d="${linePath(one.points, frame)}" stroke="${escaped(view.color(one.color))}" ` +
        `stroke-width="${one.width ?? 2}" opacity="${one.opacity ?? 1}"${dash}/>`
      )
    })
    .join('')
  const markers = series
    .map((one, i) => {
      const points = markersOf(one, xDomain, (i * 0.37) % 1)
        .filter(({ y }) => yScale === 'log' || (y! >= yDomain[0] && y! <= yDomain[1]))
        .map((point) =>
          marker(
            one,
            toPixelX(point.x, xDomain, area),
            toPixelY(point.y!, yDomain, yScale, area),
            view,
          ),
        )
      return points.length === 0 ? '' : `<g opacity="${one.opacity ?? 1}">${points.join('')}</g>`
    })
    .join('')
  const title = `font-size="16" font-weight="600" fill="${view.color('var(--text)')}"`
  const svg =
    `<g><title>${escaped(chart.title)}</title>` +
    text(LEFT, top + 14, chart.title, title) +
    listed.svg +
    shading(chart, area, view) +
    axes(chart, area, yDomain, view) +
    levels(chart, area, yDomain, view) +
    `<clipPath id="${clip}"><rect width="${area.width}" height="${area.height}"/></clipPath>` +
    `<g transform="translate(${area.left} ${area.top})" clip-path="url(#${clip})" fill="none" ` +
    `stroke-linejoin="round">${bands}${lines}</g>` +
    marks(chart, area, view) +
    markers +
    '</g>'
  return { svg, height: 30 + listed.height + view.plotHeight + AXIS + 16 }
}

/** The charts below each other, as a file of its own. */
export function toSvg(charts: readonly ChartPicture[], view: SvgView): string {
  let top = 48
  const drawn = charts.map((chart, index) => {
    const { svg, height } = drawChart(chart, top, index, view)
    top += height
    return svg
  })
  const height = top + 24
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${height}" ` +
    `viewBox="0 0 ${view.width} ${height}" role="img" fill="none">` +
    `<title>${escaped(view.heading)}</title>` +
    `<rect width="100%" height="100%" fill="${view.color('var(--surface)')}"/>` +
    text(
      LEFT,
      30,
      view.heading,
      `font-size="19" font-weight="700" fill="${view.color('var(--text)')}"`,
    ) +
    drawn.join('') +
    text(LEFT, height - 14, view.footer, `font-size="11" fill="${view.color('var(--muted)')}"`) +
    '</svg>\n'
  )
}
