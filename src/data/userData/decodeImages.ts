/** Pictures of any kind that the browser can show, as uint8 pixels of one size. */
import { DataError } from '../datasetLoader'
import type { InputShape } from '../../spec/model'
import type { FolderImage } from './folders'
import { MAX_PIXELS, type UserFile } from './userImages'
import { count, named, describeShape } from './describeShape'

/** Images are made this large where they differ in size or are larger than `KEEP_SIDE`. */
export const COMMON_SIDE = 32
/** Images of one size up to here stay as they are. */
export const KEEP_SIDE = 64

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

async function openAll(
  files: readonly FolderImage<UserFile>[],
  open: OpenPicture,
  each: (picture: Picture, index: number) => void,
): Promise<void> {
  for (const [index, { file }] of files.entries()) {
    const picture = await open(file).catch((error: unknown) => {
      throw new DataError(
        `The image ${named(file.path)} cannot be read: it is damaged, or of a kind that this ` +
          'browser does not know.',
        { cause: error },
      )
    })
    try {
      if (picture.width === 0 || picture.height === 0)
        throw new DataError(`The image ${named(file.path)} has no pixels (its size is zero).`)
      each(picture, index)
    } finally {
      picture.close()
    }
  }
}

/**
 * Decodes images twice over: once for their sizes, once for their pixels, so that only one is held
 * unpacked at a time.
 * @param onProgress called with 0 to 1
 */
export async function decodeImages(
  files: readonly FolderImage<UserFile>[],
  open: OpenPicture,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<DecodedImages> {
  const sizes = new Map<string, { width: number; height: number }>()
  await openAll(files, open, ({ width, height }, index) => {
    sizes.set(`${width}x${height}`, { width, height })
    onProgress(index / files.length / 2)
  })
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
  await openAll(files, open, (picture, index) => {
    const pixels = picture.draw(width, height)
    const to = index * plane * 3
    for (let i = 0; i < plane; i++) {
      const [red, green, blue] = [pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!]
      isGrey &&= red === green && green === blue
      colour[to + 3 * i] = red
      colour[to + 3 * i + 1] = green
      colour[to + 3 * i + 2] = blue
    }
    onProgress((1 + index / files.length) / 2)
  })
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
