/**
 * Images of a batch, unpacked from bytes and standardised on the device.
 *
 * What was slow: looking up 64 images of 28 x 28 on the host takes 0.13 ms of JavaScript, more than
 * the whole recorded step, and uploads 200 kB. Copying their bytes takes 0.02 ms, and a quarter of
 * that is uploaded. The bytes are gathered on the host and not from a copy of the whole set on the
 * device: that would be 154 MB for CIFAR-10, and augmented images are in no such copy.
 * Here: one thread unpacks and standardises one int32.
 * Can go when: tfjs has uint8 tensors.
 */
import { runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { component, type VectorWidth } from './wgsl'

/**
 * Input `packed` [B, wordsPerImage] int32; attributes `shape` [H, W, C], `mean` and `std` per
 * channel; output [B, H, W, C] float32.
 */
export const STANDARDISE_BYTES = 'AligStandardiseBytes'

export interface StandardiseAttributes {
  readonly shape: readonly [number, number, number]
  /** Of pixels divided by 255, per channel. */
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** A float32 literal of WGSL with all its digits. */
const literal = (value: number) => {
  const text = String(Math.fround(value))
  return /[.e]/.test(text) ? text : `${text}.0`
}

function standardiseBytesSource(
  batch: number,
  words: number,
  { shape, mean, std }: StandardiseAttributes,
  tiles: TileOptions,
): KernelSource {
  const size = shape[0] * shape[1] * shape[2]
  const channels = shape[2]
  const isPadded = size % 4 !== 0
  const vectorWidth: VectorWidth = isPadded ? 1 : 4
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
          : `four${component(4, byte)} = standard;`
      }
    }`
  return {
    name: STANDARDISE_BYTES,
    key: [batch, words, ...shape, ...mean, ...std],
    inputs: [['packed', 1]],
    outputVectorWidth: vectorWidth,
    outputShape: [batch, ...shape],
    threads: batch * words,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      var mean = ${constants(mean)};
      var deviation = ${constants(std)};
      let word = index % ${words};
      let image = index / ${words};
      let bits = bitcast<u32>(packed[index]);
      ${isPadded ? '' : 'var four = vec4<f32>(0.0);'}
      ${[0, 1, 2, 3].map(value).join('\n')}
      ${isPadded ? '' : 'result[index] = four;'}`,
  }
}

export const standardiseBytes: KernelOverride = {
  kernelName: STANDARDISE_BYTES,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { packed } = inputs
      if (!packed) return undefined
      const [batch = 0, words = 0] = packed.shape
      const attributes = attrs as unknown as StandardiseAttributes
      return runKernel(backend, standardiseBytesSource(batch, words, attributes, tiles), [packed])
    },
}
