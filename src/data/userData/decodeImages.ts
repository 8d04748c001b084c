/** Pictures of any kind that the browser can show, as uint8 pixels of one size. */
import { DataError } from '../datasetLoader'
import type { InputShape } from '../../spec/model'
import { REASONS, type LeftOut } from './leftOut'
import { MAX_PIXELS, type UserFile } from './userImages'
import { count, named, describeShape } from './describeShape'

/** Images are made this large where they differ in size or are larger than `KEEP_SIDE`. */
const COMMON_SIDE = 32
/** Images of one size up to here stay as they are. */
const KEEP_SIDE = 64

export interface DecodedImages {
  readonly input: InputShape
  /** [count, height, width, channels], in the order asked for. */
  readonly images: Uint8Array
  readonly notes: readonly string[]
}

/** Size of an image, and its pixels drawn into a size, RGBA. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly draw: (width: number, height: number) => Uint8ClampedArray
  readonly close: () => void
}

export type OpenPicture = (file: UserFile) => Promise<Picture>

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Opens each image for its size; those that cannot be opened are left out.
 * @param onProgress called with 0 to 1
 */
export async function measureImages(
  files: readonly UserFile[],
  open: OpenPicture,
  leftOut: LeftOut,
  onProgress: (fraction: number) => void,
): Promise<Map<UserFile, Size>> {
  const sizes = new Map<UserFile, Size>()
  for (const [index, file] of files.entries()) {
    onProgress(index / files.length)
    const picture = await open(file).catch(() => null)
    if (!picture) {
      leftOut.add(file.path, REASONS.damaged)
      continue
    }
    const { width, height } = picture
    picture.close()
    if (width === 0 || height === 0) leftOut.add(file.path, REASONS.noPixels)
    else sizes.set(file, { width, height })
  }
  return sizes
}

export interface Measured extends Size {
  readonly file: UserFile
}

/**
 * Decodes images that have been measured, so that only one is unpacked at a time.
 * @param onProgress called with 0 to 1
 */
export async function decodeImages(
  files: readonly Measured[],
  open: OpenPicture,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<DecodedImages> {
  const sizes = new Map(files.map(({ width, height }) => [`${width}x${height}`, { width, height }]))
  const all = [...sizes.values()]
  const isKept = all.length === 1 && all[0]!.width <= KEEP_SIDE && all[0]!.height <= KEEP_SIDE
  const { width, height } = isKept ? all[0]! : { width: COMMON_SIDE, height: COMMON_SIDE }
  const plane = width * height
  if (plane * 3 * files.length > MAX_PIXELS)
    throw new DataError(
      `These are ${count(files.length)} images of ${width} x ${height}: more than this page can ` +
        'keep. Take fewer or smaller ones.',
    )
  const colour = new Uint8Array(files.length * plane * 3)
  let isGrey = true
  for (const [index, { file }] of files.entries()) {
    const picture = await open(file).catch((error: unknown) => {
      throw new DataError(
        `The image ${named(file.path)} could be read before and cannot now. It may have been moved ` +
          'or changed; choose the folder again.',
        { cause: error },
      )
    })
    const pixels = picture.draw(width, height)
    picture.close()
    const to = index * plane * 3
    for (let i = 0; i < plane; i++) {
      const [red, green, blue] = [pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!]
      isGrey &&= red === green && green === blue
      colour[to + 3 * i] = red
      colour[to + 3 * i + 1] = green
      colour[to + 3 * i + 2] = blue
    }
    onProgress(index / files.length)
  }
  const input = { height, width, channels: isGrey ? 1 : 3 }
  return {
    input,
    images: isGrey ? colour.filter((_, i) => i % 3 === 0) : colour,
    notes: isKept ? [] : [resizedNote(all, input)],
  }
}

function resizedNote(sizes: readonly { width: number; height: number }[], input: InputShape) {
  const widths = sizes.map(({ width }) => width)
  const heights = sizes.map(({ height }) => height)
  const range = (values: readonly number[]) =>
    Math.min(...values) === Math.max(...values)
      ? String(values[0])
      : `${Math.min(...values)} to ${Math.max(...values)}`
  const were =
    sizes.length === 1
      ? `The images were ${range(widths)} x ${range(heights)}`
      : `The images differed in size (${range(widths)} x ${range(heights)})`
  return (
    `${were}: each was cut to the square in its middle and scaled to ${describeShape(input)}. ` +
    'Browsers scale a little differently, so that another one may give other pixels.'
  )
}

/** With the browser's own decoder; on white where an image is transparent. Runs in a worker. */
export const openWithBrowser: OpenPicture = async ({ blob }) => {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' })
  return {
    width: bitmap.width,
    height: bitmap.height,
    close: () => bitmap.close(),
    draw: (width, height) => {
      const context = new OffscreenCanvas(width, height).getContext('2d', {
        willReadFrequently: true,
      })
      if (!context) throw new DataError('This browser cannot read pixels of images in a worker.')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
      context.imageSmoothingQuality = 'high'
      const scale = Math.min(bitmap.width / width, bitmap.height / height)
      const [cutWidth, cutHeight] = [width * scale, height * scale]
      context.drawImage(
        bitmap,
        (bitmap.width - cutWidth) / 2,
        (bitmap.height - cutHeight) / 2,
        cutWidth,
        cutHeight,
        0,
        0,
        width,
        height,
      )
      return context.getImageData(0, 0, width, height).data
    },
  }
}
