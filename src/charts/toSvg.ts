/** Charts as SVG text, for files: what `LineChart` draws, with title and legend. Pure. */
import { formatTick } from './format'
import { placeLevels } from './levels'
import { bandPath, linePath } from './linePath'
import {
  BAND_OPACITY,
  clampedPath,
  lineLook,
  placeMarkers,
  shadesOf,
  xTicksOf,
  yDomainOf,
  yTicksOf,
  type PlacedMarker,
  type PlotFrame,
} from './layout'
import { markerLook, markerTransform } from './markers'
import { placeMarks } from './markLabels'
import { toPixelX, toPixelY, type PlotArea } from './scale'
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
      const { color, marker: shape } = one
      const hollow = one.markers === 'each'
      const line =
        `<path d="M${x} ${y}h30" ${stroke(one, view)}/>` +
        (shape && one.markers !== 'none'
          ? marker({ x: x + 15, y, shape, color, hollow, scale: 1 }, view)
          : '') +
        text(x + 38, y + 4.5, name, `font-size="13" fill="${view.color('var(--text)')}"`)
      x += width
      return line
    })
  return { svg: parts.join(''), height: parts.length === 0 ? 0 : LEGEND_LINE * (row + 1) + 6 }
}

function marker({ x, y, shape, color, hollow, scale }: Omit<PlacedMarker, 'key'>, view: SvgView) {
  const look = markerLook(shape, view.color(color), hollow, view.color('var(--surface)'))
  return (
    `<path d="${look.d}" transform="${markerTransform(x, y, scale)}" fill="${escaped(look.fill)}" ` +
    `stroke="${escaped(look.stroke)}" stroke-width="${look.strokeWidth}"/>`
  )
}

/** Stroke of a line as attributes. */
function stroke(series: ChartSeries, view: SvgView): string {
  const { color, width, dash, opacity = 1 } = lineLook(series)
  return (
    `stroke="${escaped(view.color(color))}" stroke-width="${width}" stroke-opacity="${opacity}"` +
    (dash ? ` stroke-dasharray="${escaped(dash)}"` : '')
  )
}

function axes(chart: ChartPicture, { area, yDomain }: PlotFrame, view: SvgView): string {
  const { xDomain, yScale, formatX, formatY = formatTick } = chart
  const [muted, line] = [view.color('var(--muted)'), view.color('var(--line)')]
  const small = `font-size="12" fill="${muted}"`
  const [right, floor] = [area.left + area.width, area.top + area.height]
  const yTicks = yTicksOf(yDomain, yScale, area.height)
  const xTicks = xTicksOf(xDomain, area.width, chart.xIsWhole)
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

function shading({ shadedRanges }: ChartPicture, frame: PlotFrame, view: SvgView): string {
  return shadesOf(shadedRanges, frame.xDomain, frame.area)
    .map(
      ({ color, opacity, d }) =>
        `<path d="${d}" fill="${escaped(view.color(color))}" fill-opacity="${Number(opacity.toFixed(4))}"/>`,
    )
    .join('')
}

function marks({ marks }: ChartPicture, { area, xDomain }: PlotFrame, view: SvgView): string {
  return placeMarks(marks, xDomain, area)
    .map(({ mark, x, row, before, textX, textY }) => {
      const color = escaped(view.color(mark.color))
      const line = `<path d="M${x.toFixed(1)} ${area.top}v${area.height}" stroke="${color}" stroke-dasharray="2 3"/>`
      if (row === null) return line
      const anchor = `font-size="12" fill="${color}" text-anchor="${before ? 'end' : 'start'}"`
      return line + text(textX, textY, mark.label, anchor)
    })
    .join('')
}

function levels(chart: ChartPicture, frame: PlotFrame, view: SvgView): string {
  const { area, yDomain, yScale } = frame
  const color = view.color('var(--muted)')
  return placeLevels(chart.levels, yDomain, yScale, area)
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
  const yDomain = yDomainOf(series, xDomain, yScale, chart.yDomain)
  const frame: PlotFrame = { area, xDomain, yDomain, yScale }
  const box = { ...area, xDomain, yDomain, yScale }
  const clip = `plot${index}`
  const bands = series
    .map((one) =>
      one.band
        ? `<path d="${bandPath(one.band, box)}" fill="${escaped(view.color(one.color))}" ` +
          `fill-opacity="${BAND_OPACITY}"/>`
        : '',
    )
    .join('')
  const lines = series
    .map((one) => `<path d="${linePath(one.points, box)}" ${stroke(one, view)}/>`)
    .join('')
  const markers = placeMarkers(series, frame)
    .map((placed, i) => {
      const paths = placed.map((one) => marker(one, view)).join('')
      return paths && `<g opacity="${series[i]!.opacity ?? 1}">${paths}</g>`
    })
    .join('')
  const clamped = series
    .map((one) => {
      const d = clampedPath(one, frame)
      return d && `<path d="${d}" stroke="${escaped(view.color(one.color))}" stroke-width="1.5"/>`
    })
    .join('')
  const title = `font-size="16" font-weight="600" fill="${view.color('var(--text)')}"`
  const svg =
    `<g><title>${escaped(chart.title)}</title>` +
    text(LEFT, top + 14, chart.title, title) +
    listed.svg +
    shading(chart, frame, view) +
    axes(chart, frame, view) +
    levels(chart, frame, view) +
    `<clipPath id="${clip}"><rect width="${area.width}" height="${area.height}"/></clipPath>` +
    `<g transform="translate(${area.left} ${area.top})" clip-path="url(#${clip})" fill="none" ` +
    `stroke-linejoin="round">${bands}${lines}</g>` +
    marks(chart, frame, view) +
    markers +
    clamped +
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
