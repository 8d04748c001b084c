/**
 * The project's own random numbers: the same bits on every machine, from 32-bit integer
 * arithmetic alone.
 *
 * A stream is keyed by (seed, purpose, index), so that weights, batch order, label noise and
 * augmentation never share numbers, and epoch 7 can be had without drawing epochs 0 to 6.
 * Generator: xoshiro128** (Blackman and Vigna, https://prng.di.unimi.it), its four words
 * filled by splitmix32 from the hashed key.
 */
export type Purpose = 'weights' | 'order' | 'noise' | 'augment' | 'data'

export interface Stream {
  /** Next 32 random bits, as an unsigned integer. */
  readonly bits: () => number
  /** Integer in [0, n), for n up to 2^21. */
  readonly below: (n: number) => number
  /** Number in [0, 1) with 32 random bits. */
  readonly uniform: () => number
  /** Standard normal (Box-Muller), rounded to float32. */
  readonly normal: () => number
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Finaliser of splitmix32: spreads the bits of a counter. */
function mix(word: number): number {
  let z = word | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

const rotateLeft = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/**
 * @param seed integer, 0 to 2^32 - 1
 * @param purpose what the numbers are for
 * @param index epoch or layer, a non-negative integer below 2^32
 */
export function createStream(seed: number, purpose: Purpose, index = 0): Stream {
  let key = mix(seed)
  key = mix(key ^ hashText(purpose))
  key = mix(key ^ mix(index + 0x9e3779b9))
  const word = (i: number) => mix((key + Math.imul(i, 0x9e3779b9)) | 0)
  let a = word(1)
  let b = word(2)
  let c = word(3)
  let d = word(4)

  const bits = () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result >>> 0
  }
  const uniform = () => bits() / 2 ** 32
  const below = (n: number) => Math.floor((bits() * n) / 2 ** 32)
  const normal = () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    return Math.fround(radius * Math.cos(2 * Math.PI * uniform()))
  }
  return { bits, below, uniform, normal }
}

/** The integers 0..n-1 in a random order (Fisher-Yates, from the end). */
export function permutation(n: number, stream: Stream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = stream.below(i + 1)
    const swapped = order[i]!
    order[i] = order[j]!
    order[j] = swapped
  }
  return order
}
