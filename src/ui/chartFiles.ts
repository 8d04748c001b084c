/** Drawn charts as files: SVG text, and a picture of points made from it. */
import { toSvg, type ChartPicture } from '../charts/toSvg'

const WIDTH = 900
const PLOT_HEIGHT = 260
/** Pixels of the PNG per pixel of the SVG. */
const SCALE = 2

/** Colours as the page has them: custom properties are looked up. */
function colorOf(css: string): string {
  const name = /^var\((--[\w-]+)/.exec(css)?.[1]
  if (!name) return css
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || 'currentColor'
}

/**
 * Charts below each other, in the colours that the page has now; null where nothing is drawn.
 * @param footer what they show and how to get it again, in small
 */
export function svgOf(
  charts: readonly ChartPicture[],
  heading: string,
  footer: string,
): string | null {
  const drawn = charts.filter(({ series }) => series.some(({ points }) => points.length > 0))
  if (drawn.length === 0) return null
  return toSvg(drawn, { width: WIDTH, plotHeight: PLOT_HEIGHT, heading, footer, color: colorOf })
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
