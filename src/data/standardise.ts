import type { ChannelStatistics } from '../spec/dataset'
import type { InputShape } from '../spec/model'
import type { Inputs } from './datasetLoader'

export type Standardiser = (images: Inputs, result?: Float32Array) => Float32Array

/**
 * What each byte becomes in each channel, (byte / 255 - mean) / std rounded to float32.
 * @returns [channels, 256], flattened
 */
export const standardTables = (
  { channels }: Pick<InputShape, 'channels'>,
  { mean, std }: ChannelStatistics,
): Float32Array =>
  Float32Array.from({ length: channels * 256 }, (_, i) => {
    const channel = i >> 8
    return ((i & 255) / 255 - mean[channel]!) / std[channel]!
  })

/**
 * Makes the function that standardises images per channel: bytes by their tables; inputs that are
 * float32 are not divided by 255.
 * @returns given images [N, H, W, C], an array of the same length: a new one where none is given
 */
export function createStandardiser(
  input: Pick<InputShape, 'channels'>,
  statistics: ChannelStatistics,
): Standardiser {
  const { channels } = input
  const { mean, std } = statistics
  const tables = standardTables(input, statistics)
  return (images, result = new Float32Array(images.length)) => {
    for (let channel = 0; channel < channels; channel++) {
      const table = tables.subarray(channel * 256, (channel + 1) * 256)
      if (images instanceof Uint8Array)
        for (let i = channel; i < images.length; i += channels) result[i] = table[images[i]!]!
      else
        for (let i = channel; i < images.length; i += channels)
          result[i] = (images[i]! - mean[channel]!) / std[channel]!
    }
    return result
  }
}
