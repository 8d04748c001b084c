import { createStream, permutation } from '../random/stream'

/**
 * Labels of which exactly `round(n * share)` are wrong, each replaced by one of the other
 * classes, all equally likely. Noise is nested: with a larger share the labels that were wrong
 * stay wrong in the same way, so that two shares can be compared.
 * @param labels uint8 [n]; not changed
 * @param share of wrong labels, 0 to 1
 */
export function noisyLabels(
  labels: Uint8Array,
  share: number,
  classes: number,
  seed: number,
): Uint8Array {
  const noisy = labels.slice()
  const wrong = Math.round(labels.length * share)
  if (wrong === 0) return noisy
  const stream = createStream(seed, 'noise')
  const victims = permutation(labels.length, stream)
  // One draw for every victim in turn, so that the first ones do not depend on how many follow.
  for (const index of victims.subarray(0, wrong)) {
    const shift = 1 + stream.below(classes - 1)
    noisy[index] = (labels[index]! + shift) % classes
  }
  return noisy
}
