/**
 * Fingerprints by which two people can check that they trained from the same weights, in the
 * same order, on the same data: SHA-256 as 64 hex digits.
 */
import type { Inputs, LabelledImages } from './datasetLoader'
import { sha256Of } from './sha256'

// Browsers run on little-endian machines only, so a view of the memory is little-endian.
const bytesOf = (array: Inputs | Int32Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** Of the flat float32 weights [P] before any projection. */
export const weightsHash = (weights: Float32Array): Promise<string> => sha256Of(bytesOf(weights))

/** Of the int32 indices of epoch 0, [n]. */
export const orderHash = (order: Int32Array): Promise<string> => sha256Of(bytesOf(order))

/** Of the images in use (uint8, or float32 where they are points), then their noisy labels. */
export const dataHash = ({ images, labels }: LabelledImages): Promise<string> =>
  sha256Of(bytesOf(images), labels)
