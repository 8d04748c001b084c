import { FLOAT_BYTES } from './heap'
import type { Microkernels, Pointer } from './native/load'

/** Images [batch, height, width, channels] whose rows have zeros written out at both ends. */
export interface WidenedRows {
  readonly rowBytes: number
  /** Float32 entries of scratch that `write` needs; 0 where there is nothing to add. */
  readonly size: number
  /** Returns where the widened rows are: in `scratch`, or the images themselves. */
  readonly write: (native: Microkernels, images: Pointer, scratch: Pointer) => Pointer
}

/**
 * Zero padding to the left and right of images. Padding above and below is not written out:
 * the kernels leave out the filter rows that would meet it (`reachedRows`).
 */
export function widenRows(
  shape: readonly [batch: number, height: number, width: number, channels: number],
  left: number,
  right: number,
): WidenedRows {
  const [batch, height, width, channels] = shape
  const pixelBytes = channels * FLOAT_BYTES
  const bareBytes = width * pixelBytes
  const rowBytes = bareBytes + (left + right) * pixelBytes
  const rows = batch * height
  const bare = left + right === 0
  return {
    rowBytes,
    size: bare ? 0 : (rows * rowBytes) / FLOAT_BYTES,
    write: (native, images, scratch) => {
      if (bare) return images
      native.copyRows(images, bareBytes, scratch, rowBytes, left * pixelBytes, bareBytes, rows)
      return scratch
    },
  }
}

/**
 * Of `count` consecutive rows from row `first` on, those that lie inside an image of `height`.
 * @returns `from` (in 0..count) and how many `rows` there are
 */
export function reachedRows(
  first: number,
  count: number,
  height: number,
): { from: number; rows: number } {
  const from = Math.min(count, Math.max(0, -first))
  return { from, rows: Math.max(0, Math.min(count, height - first) - from) }
}
