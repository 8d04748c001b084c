import { createStream, permutation } from '../random/stream'

/**
 * The order in which an epoch goes through the training images.
 * @param n images in use
 * @param shuffle false: file order, in every epoch
 * @param epoch from 0; any epoch can be had without the ones before it
 * @returns int32 indices [n]
 */
export function epochOrder(n: number, seed: number, shuffle: boolean, epoch: number): Int32Array {
  if (!shuffle) return Int32Array.from({ length: n }, (_, index) => index)
  return permutation(n, createStream(seed, 'order', epoch))
}
