import type { InputShape } from '../../spec/model'
import type { UserImages } from './userImages'

/** Digits that are kept: enough for any standardisation, short enough to be read and typed. */
const DIGITS = 4
/** A channel that is the same everywhere has nothing to be divided by. */
const LEAST_STD = 1e-3

/**
 * Mean and standard deviation of each channel over all images, of pixels divided by 255, rounded
 * to four digits. Counted in whole numbers, so that they are the same on every machine.
 */
export function channelStatistics({ images }: UserImages, { channels }: InputShape) {
  const histograms = Array.from({ length: channels }, () => new Float64Array(256))
  for (let i = 0; i < images.length; i++) histograms[i % channels]![images[i]!]!++
  const statistics = histograms.map((histogram) => {
    const total = histogram.reduce((sum, n) => sum + n, 0)
    const mean = histogram.reduce((sum, n, value) => sum + n * value, 0) / total
    const square = histogram.reduce((sum, n, value) => sum + n * value * value, 0) / total
    const std = Math.sqrt(Math.max(square - mean * mean, 0))
    return { mean: rounded(mean / 255), std: Math.max(rounded(std / 255), LEAST_STD) }
  })
  return {
    mean: statistics.map(({ mean }) => mean),
    std: statistics.map(({ std }) => std),
  }
}

const rounded = (value: number) => Number(value.toFixed(DIGITS))
