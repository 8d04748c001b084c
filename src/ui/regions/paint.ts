/** Draws the regions of one run and the training points over them. */
import { SHAPES } from '../../charts/markers'
import type { MarkerShape } from '../../charts/types'
import type { RegionPoints, RunRegions } from '../../state/session/regionsState'

/** Shape of each class's points, so that nothing hangs on colour alone. */
export const CLASS_SHAPES: readonly MarkerShape[] = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'down',
]

/** More would hide the regions. */
export const MOST_POINTS = 600

/** [red, green, blue], 0 to 255. */
export type Colour = readonly [number, number, number]

export interface Palette {
  /** Of the points, by class. */
  readonly classes: readonly Colour[]
  readonly surface: Colour
  readonly text: Colour
}

/** How much of a class's colour its region has. */
const TINT = 0.34

const css = ([r, g, b]: Colour) => `rgb(${r} ${g} ${b})`

/** The region's colour: the class's, over the surface. */
export function tint(colour: Colour, surface: Colour): Colour {
  const mixed = colour.map((c, i) => Math.round(TINT * c + (1 - TINT) * surface[i]!))
  return [mixed[0]!, mixed[1]!, mixed[2]!]
}

/** RGBA pixels of the regions, [side, side]. */
export function regionPixels(
  classes: Uint8Array,
  palette: Palette,
): Uint8ClampedArray<ArrayBuffer> {
  const tints = palette.classes.map((colour) => tint(colour, palette.surface))
  const pixels = new Uint8ClampedArray(4 * classes.length)
  classes.forEach((label, i) => pixels.set([...(tints[label] ?? palette.surface), 255], 4 * i))
  return pixels
}

const paths = new Map<MarkerShape, Path2D>()
function pathOf(shape: MarkerShape): Path2D {
  const path = paths.get(shape) ?? new Path2D(SHAPES[shape])
  paths.set(shape, path)
  return path
}

export interface Picture {
  readonly regions: RunRegions | undefined
  readonly points: RegionPoints | null
  readonly palette: Palette
  /** Pixels of the canvas along each side, and those to one CSS pixel. */
  readonly size: number
  readonly ratio: number
}

export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { regions, points, palette, size, ratio } = picture
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = css(palette.surface)
  context.fillRect(0, 0, size, size)
  if (regions) paintRegions(context, regions, palette, size)
  if (points) paintPoints(context, points, palette, size, ratio)
}

function paintRegions(
  context: CanvasRenderingContext2D,
  { classes, side }: RunRegions,
  palette: Palette,
  size: number,
): void {
  const small = new OffscreenCanvas(side, side)
  small
    .getContext('2d')!
    .putImageData(new ImageData(regionPixels(classes, palette), side, side), 0, 0)
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, 0, 0, size, size)
}

function paintPoints(
  context: CanvasRenderingContext2D,
  { positions, labels, clean, extent }: RegionPoints,
  { classes, surface, text }: Palette,
  size: number,
  ratio: number,
): void {
  const scale = ratio * Math.min(0.9, Math.max(0.6, size / ratio / 300))
  const count = Math.min(labels.length, MOST_POINTS)
  const place = (value: number) => ((value / extent + 1) / 2) * size
  for (let i = 0; i < count; i++) {
    const [x, y] = [place(positions[2 * i]!), place(-positions[2 * i + 1]!)]
    context.setTransform(scale, 0, 0, scale, x, y)
    const path = pathOf(CLASS_SHAPES[labels[i]!] ?? 'circle')
    context.lineWidth = 1.2
    context.strokeStyle = css(surface)
    context.fillStyle = css(classes[labels[i]!] ?? text)
    context.fill(path)
    context.stroke(path)
    if (labels[i] === clean[i]) continue
    context.beginPath()
    context.arc(0, 0, 7, 0, 2 * Math.PI)
    context.lineWidth = 1.6
    context.strokeStyle = css(text)
    context.stroke()
  }
}
