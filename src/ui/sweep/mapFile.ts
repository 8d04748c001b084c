/** The maps of a sweep as a file of their own, in the frame that charts have. */
import type { ChartPicture } from '../../charts/picture'
import { SIDE, toSvg, type DrawnPlot } from '../../charts/toSvg'
import { optimizerSpec } from '../../optimizers/specs'
import type { FileWords } from '../fileWords'
import { themeColors } from '../themeColors'
import { colorAt, hex, shownName, shownValue, type MapCell } from './mapModel'
import type { DrawnMap, DrawnMaps } from './mapsOf'

const LEFT = 70
const ROW = 40
const LEGEND = 40
const AXIS = 22
const MOST_WIDTH = 96
const LEAST_WIDTH = 44
const PAGE = 900

const text = (x: number, y: number, words: string, more: string) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`

const SMALL = 'font-size="12" fill="var(--text)"'

function cellSvg(cell: MapCell, x: number, y: number, width: number): string {
  const middle = x + width / 2
  const frame = cell.isGood ? 'stroke="var(--text)" stroke-width="2"' : 'stroke="var(--line)"'
  const ink = `fill="${cell.ink ?? 'var(--text)'}" text-anchor="middle"`
  const lift = cell.failed ? -5 : 0
  return (
    `<rect x="${(x + 1).toFixed(1)}" y="${y + 1}" width="${(width - 2).toFixed(1)}" ` +
    `height="${ROW - 2}" rx="3" fill="${cell.color ?? 'var(--sunken)'}" ${frame}/>` +
    (cell.text ? text(middle, y + ROW / 2 + 4 + lift, cell.text, `font-size="13" ${ink}`) : '') +
    (cell.failed ? text(middle, y + ROW - 7, cell.failed, `font-size="10" ${ink}`) : '')
  )
}

/** Which number each colour is. */
function legendSvg({ scale, shown }: DrawnMaps): string {
  if (!scale) return ''
  const [bad, good] = shown === 'accuracy' ? [scale.low, scale.high] : [scale.high, scale.low]
  const [parts, width] = [40, 4]
  const swatches = Array.from({ length: parts }, (_, i) => {
    const color = hex(colorAt(i / (parts - 1)))
    return `<rect x="${LEFT + i * width}" y="18" width="${width + 0.5}" height="12" fill="${color}"/>`
  })
  const end = LEFT + parts * width
  return (
    text(LEFT - 8, 28, shownValue(shown, bad), `${SMALL} text-anchor="end"`) +
    swatches.join('') +
    text(end + 8, 28, shownValue(shown, good), SMALL) +
    text(end + 90, 28, 'framed: good; × 1 of 3: so many of its seeds failed', SMALL)
  )
}

function mapSvgOf(
  drawn: DrawnMaps,
  { columns, cells, yName }: DrawnMap,
  width: number,
): DrawnPlot['svg'] {
  const cellWidth = Math.min(MOST_WIDTH, (width - LEFT) / columns.length)
  const bottom = LEGEND + cells.length * ROW
  const body = cells.flatMap((line, i) => [
    text(
      LEFT - 8,
      LEGEND + i * ROW + ROW / 2 + 4,
      String(line[0]!.y),
      `${SMALL} text-anchor="end"`,
    ),
    ...line.map((cell, j) => cellSvg(cell, LEFT + j * cellWidth, LEGEND + i * ROW, cellWidth)),
  ])
  const names = columns.map((value, j) =>
    text(LEFT + (j + 0.5) * cellWidth, bottom + 16, String(value), `${SMALL} text-anchor="middle"`),
  )
  return (
    `<svg width="${width}" height="${bottom + AXIS}">` +
    legendSvg(drawn) +
    body.join('') +
    names.join('') +
    text(LEFT - 8, bottom + 16, `${yName} ↑`, `${SMALL} text-anchor="end"`) +
    '</svg>'
  )
}

/** What a chart would have, and a map has not. */
const NO_LINES = { series: [], shadedRanges: [], shades: [], marks: [], levels: [] } as const

function plotOf(drawn: DrawnMaps, map: DrawnMap, width: number): DrawnPlot {
  const { label } = optimizerSpec(map.optimizer)
  const picture: ChartPicture = {
    ...NO_LINES,
    title: `${label}: ${shownName(drawn.shown)} by ${map.yName} and ${map.xName}`,
    xDomain: [0, 1],
    yScale: 'linear',
    xLabel: map.xName,
    xIsWhole: false,
    formatX: String,
  }
  const height = LEGEND + map.cells.length * ROW + AXIS
  return { picture, svg: mapSvgOf(drawn, map, width), width, height }
}

/** All maps below each other, each with its legend. */
export function mapSvg(drawn: DrawnMaps, words: FileWords): string {
  const columns = Math.max(...drawn.maps.map((map) => map.columns.length))
  const width = Math.max(PAGE, LEFT + columns * LEAST_WIDTH + 2 * SIDE)
  const plots = drawn.maps.map((map) => plotOf(drawn, map, width - 2 * SIDE))
  return toSvg(plots, { ...words, width, colorOf: themeColors('page') })
}
