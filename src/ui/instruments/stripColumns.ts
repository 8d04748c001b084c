/** What a strip of layers is drawn from: a number for each column of pixels. Pure. */
import type { LayerStrip, NormKind } from '../../state/instruments/layerStrip'

/** Finer than anybody sees. */
const MOST_DENSE = 3

/**
 * Columns of a strip that is so many CSS pixels wide: one for each pixel of the screen, since scaled
 * down a column with a spike could vanish, and no more than there are buckets to draw.
 */
export const columnsIn = (width: number, pixelRatio: number, buckets: number): number =>
  Math.max(1, Math.min(buckets, Math.round(width * Math.min(pixelRatio, MOST_DENSE))))

/**
 * The largest norm of a tensor in each of `width` columns, so that no spike is lost; NaN where none
 * was measured.
 */
export function stripColumns(
  strip: Pick<LayerStrip, 'largest' | 'length'>,
  kind: NormKind,
  tensor: number,
  width: number,
): Float32Array {
  const columns = new Float32Array(width).fill(NaN)
  for (let column = 0; column < width; column++) {
    const from = Math.floor((column * strip.length) / width)
    const to = Math.max(from + 1, Math.floor(((column + 1) * strip.length) / width))
    for (let bucket = from; bucket < Math.min(to, strip.length); bucket++) {
      const value = strip.largest(kind, tensor, bucket)
      if (!(columns[column]! >= value)) columns[column] = value
    }
  }
  return columns
}

/** Decades that the shades cover, down from the largest norm of the strip. */
const DECADES = 4

/** 0 to 1 for each norm, on a log scale from the largest of all down; 0 where there is none. */
export function shadesOf(rows: readonly Float32Array[]): Float32Array[] {
  let most = 0
  for (const row of rows)
    for (const value of row) if (Number.isFinite(value)) most = Math.max(most, value)
  const shade = (value: number) => {
    // A norm that left float32 is the largest of all.
    if (value === Infinity) return 1
    if (!(value > 0) || !(most > 0)) return 0
    return Math.min(1, Math.max(0, 1 + Math.log10(value / most) / DECADES))
  }
  return rows.map((row) => row.map(shade))
}
