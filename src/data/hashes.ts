/**
 * Fingerprints by which two people can check that they trained from the same weights, in the
 * same order, on the same data: SHA-256 as 64 hex digits. A library computes them because
 * insecure contexts have no `crypto.subtle`.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Inputs, LabelledImages } from './datasetLoader'

// Browsers run on little-endian machines only, so a view of the memory is little-endian.
const bytesOf = (array: Inputs | Int32Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** Of the flat float32 weights [P] before any projection. */
export function weightsHash(weights: Float32Array): string {
  return bytesToHex(sha256(bytesOf(weights)))
}

/** Of the int32 indices of epoch 0, [n]. */
export function orderHash(order: Int32Array): string {
  return bytesToHex(sha256(bytesOf(order)))
}

/** Of the images in use (uint8, or float32 where they are points), then their noisy labels. */
export function dataHash({ images, labels }: LabelledImages): string {
  return bytesToHex(sha256.create().update(bytesOf(images)).update(labels).digest())
}
