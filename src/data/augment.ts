import { createStream } from '../random/stream'
import type { InputShape } from '../spec/model'

/** Black pixels put around an image before it is cropped back to its size. */
const PADDING = 4

/** How one image is shifted and mirrored in one epoch. */
export interface Augmentation {
  /** Pixels, -4 to 4. */
  readonly down: number
  readonly right: number
  readonly mirrored: boolean
}

/**
 * Augmentations of an epoch, by position in its order; any epoch can be had without the ones
 * before it. The usual recipe for CIFAR: a random crop after padding by four pixels, and a
 * horizontal flip of every other image.
 */
export function epochAugmentations(n: number, seed: number, epoch: number): Augmentation[] {
  const stream = createStream(seed, 'augment', epoch)
  return Array.from({ length: n }, () => ({
    down: stream.below(2 * PADDING + 1) - PADDING,
    right: stream.below(2 * PADDING + 1) - PADDING,
    mirrored: stream.below(2) === 1,
  }))
}

/**
 * One image, shifted and mirrored; what comes in from outside is black.
 * @param image uint8 [H, W, C]; not changed
 */
export function augmented(
  image: Uint8Array,
  { height, width, channels }: InputShape,
  { down, right, mirrored }: Augmentation,
): Uint8Array {
  const result = new Uint8Array(image.length)
  for (let y = 0; y < height; y++) {
    const fromY = y - down
    if (fromY < 0 || fromY >= height) continue
    for (let x = 0; x < width; x++) {
      const fromX = (mirrored ? width - 1 - x : x) - right
      if (fromX < 0 || fromX >= width) continue
      const from = (fromY * width + fromX) * channels
      result.set(image.subarray(from, from + channels), (y * width + x) * channels)
    }
  }
  return result
}
