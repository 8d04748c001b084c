import type { ChannelStatistics } from '../spec/dataset'
import type { InputShape } from '../spec/model'
import type { Inputs } from './datasetLoader'

export type Standardiser = (images: Inputs, result?: Float32Array) => Float32Array

/**
 * Makes the function that standardises images per channel, (pixel / 255 - mean) / std, rounded to
 * float32. A byte has only 256 values, so each channel's results are looked up. Inputs that are
 * float32 are not divided by 255.
 * @returns given images [N, H, W, C], an array of the same length: a new one where none is given
 */
export function createStandardiser(
  { channels }: Pick<InputShape, 'channels'>,
  { mean, std }: ChannelStatistics,
): Standardiser {
  const tables = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: 256 }, (_, v) => (v / 255 - mean[channel]!) / std[channel]!),
  )
  return (images, result = new Float32Array(images.length)) => {
    for (let channel = 0; channel < channels; channel++) {
      const table = tables[channel]!
      if (images instanceof Uint8Array)
        for (let i = channel; i < images.length; i += channels) result[i] = table[images[i]!]!
      else
        for (let i = channel; i < images.length; i += channels)
          result[i] = (images[i]! - mean[channel]!) / std[channel]!
    }
    return result
  }
}
