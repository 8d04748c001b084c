/**
 * Images of a batch, gathered from bytes on the device and standardised.
 *
 * What was slow: making the batch on the host and uploading it as float32 costs 0.7 ms (28 x 28)
 * to 1.6 ms (32 x 32 x 3) of JavaScript per step at a batch of 64; the indices alone are 256 bytes.
 * Here: the images lie on the device as bytes, four to an int32; one thread unpacks and
 * standardises one int32.
 * Can go when: tfjs has uint8 tensors and a gather for them.
 */
import { runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { lane, type Lanes } from './wgsl'

/**
 * Inputs `packed` [N, wordsPerImage] int32 and `indices` [B] int32; attributes `shape`
 * [H, W, C], `mean` and `std` per channel; output [B, H, W, C] float32.
 */
export const GATHER_STANDARDISE = 'AligGatherStandardise'

export interface StandardiseAttributes {
  readonly shape: readonly [number, number, number]
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** A float32 literal of WGSL with all its digits. */
const literal = (value: number) => {
  const text = String(Math.fround(value))
  return /[.e]/.test(text) ? text : `${text}.0`
}

export function gatherStandardiseSource(
  batch: number,
  words: number,
  { shape, mean, std }: StandardiseAttributes,
  tiles: TileOptions,
): KernelSource {
  const size = shape[0] * shape[1] * shape[2]
  const channels = shape[2]
  const isPadded = size % 4 !== 0
  const lanes: Lanes = isPadded ? 1 : 4
  const constants = (values: readonly number[]) =>
    `array<f32, ${channels}>(${values.map(literal).join(', ')})`
  const value = (byte: number) => `
    {
      let position = word * 4 + ${byte};
      let channel = position % ${channels};
      let pixel = f32((bits >> ${8 * byte}u) & 255u) / 255.0;
      let standard = (pixel - mean[channel]) / deviation[channel];
      ${
        isPadded
          ? `if (position < ${size}) { result[image * ${size} + position] = standard; }`
          : `four${lane(4, byte)} = standard;`
      }
    }`
  return {
    name: GATHER_STANDARDISE,
    key: [batch, words, ...shape, ...mean, ...std],
    inputs: [
      ['packed', 1],
      ['indices', 1],
    ],
    outputLanes: lanes,
    outputShape: [batch, ...shape],
    threads: batch * words,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      var mean = ${constants(mean)};
      var deviation = ${constants(std)};
      let word = index % ${words};
      let image = index / ${words};
      let bits = bitcast<u32>(packed[indices[image] * ${words} + word]);
      ${isPadded ? '' : 'var four = vec4<f32>(0.0);'}
      ${[0, 1, 2, 3].map(value).join('\n')}
      ${isPadded ? '' : 'result[index] = four;'}`,
  }
}

export const gatherStandardise: KernelOverride = {
  kernelName: GATHER_STANDARDISE,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { packed, indices } = inputs
      if (!packed || !indices) return undefined
      const [, words = 0] = packed.shape
      const [batch = 0] = indices.shape
      const attributes = attrs as unknown as StandardiseAttributes
      return runKernel(backend, gatherStandardiseSource(batch, words, attributes, tiles), [
        packed,
        indices,
      ])
    },
}
