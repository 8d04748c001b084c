/** Drawn charts as files: SVG text, and a picture of points made from it. Fetched when asked for. */
import type { DrawnChart } from '../charts/drawn'
import { drawPlots } from '../charts/drawPlots'
import { AROUND_ALL, aroundPlot, hasPoints, SIDE, toSvg } from '../charts/toSvg'
import type { FileWords } from './fileWords'
import { themeColors, type FileTheme } from './themeColors'

const WIDTH = 900
const PLOT_HEIGHT = 300
/** Of slides. */
const WIDE = { width: 1280, height: 720 }
/** Pixels of the PNG per pixel of the SVG. */
const SCALE = 2

/** As wide and high as on the page, or as a slide. */
export type FileShape = 'as shown' | '16:9'

export interface FileLook {
  /** Default: a page of charts below each other. */
  readonly shape?: FileShape
  readonly theme?: FileTheme
}

/** Charts below each other; null where nothing is drawn. Rejects where they cannot be drawn. */
export async function svgOf(
  charts: readonly DrawnChart[],
  words: FileWords,
  { shape, theme = 'page' }: FileLook = {},
): Promise<string | null> {
  const shown = charts
    .filter(({ picture }) => picture.series.some(hasPoints))
    .map((chart) => ({
      ...chart,
      picture: { ...chart.picture, series: chart.picture.series.filter(hasPoints) },
    }))
  if (shown.length === 0) return null
  const isShown = shape === 'as shown'
  const plotWidth = isShown ? Math.max(360, ...shown.map(({ width }) => width)) : undefined
  const width = plotWidth ? plotWidth + 2 * SIDE : shape === '16:9' ? WIDE.width : WIDTH
  const around = shown.reduce((sum, { picture }) => sum + aroundPlot(picture, width), AROUND_ALL)
  const heightOf = ({ height }: DrawnChart) => {
    if (isShown) return Math.max(height, 160)
    if (shape === '16:9') return Math.max(120, (WIDE.height - around) / shown.length)
    return PLOT_HEIGHT
  }
  const plots = await drawPlots(
    shown.map((chart) => ({
      picture: chart.picture,
      width: width - 2 * SIDE,
      height: heightOf(chart),
    })),
  )
  const height = shape === '16:9' ? WIDE.height : undefined
  return toSvg(plots, { ...words, width, height, colorOf: themeColors(theme) })
}

/** Rejects, or gives null, where the browser cannot. */
export async function toPng(svg: string): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = SCALE * image.naturalWidth
    canvas.height = SCALE * image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}
