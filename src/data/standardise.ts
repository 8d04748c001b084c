import type { ChannelStatistics } from '../spec/dataset'
import type { InputShape } from '../spec/model'
import type { Inputs } from './dataset'

export type Standardiser = (images: Inputs, indices: ArrayLike<number>) => Float32Array

/**
 * Makes the function that gathers images and standardises them per channel,
 * (pixel / 255 - mean) / std, rounded to float32. A byte has only 256 values, so each channel's
 * results are looked up. Inputs that are float32 are not divided by 255.
 * @returns given images [N, H, W, C] and indices [B], a new float32 array [B, H, W, C]
 */
export function createStandardiser(
  { height, width, channels }: InputShape,
  { mean, std }: ChannelStatistics,
): Standardiser {
  const size = height * width * channels
  const tables = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: 256 }, (_, v) => (v / 255 - mean[channel]!) / std[channel]!),
  )
  return (images, indices) => {
    const result = new Float32Array(indices.length * size)
    for (let row = 0; row < indices.length; row++) {
      const from = indices[row]! * size
      const to = row * size
      for (let channel = 0; channel < channels; channel++) {
        const table = tables[channel]!
        if (images instanceof Uint8Array)
          for (let i = channel; i < size; i += channels) result[to + i] = table[images[from + i]!]!
        else
          for (let i = channel; i < size; i += channels)
            result[to + i] = (images[from + i]! - mean[channel]!) / std[channel]!
      }
    }
    return result
  }
}
