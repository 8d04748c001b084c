import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStream, permutation, type Purpose } from './stream'

/** The generator a second time, from its authors' C code, in exact BigInt arithmetic. */
function reference(state: readonly number[]): () => number {
  const WORD = 0xffffffffn
  let [a, b, c, d] = state.map(BigInt) as [bigint, bigint, bigint, bigint]
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & WORD
  return () => {
    const result = (rotate((b * 5n) & WORD, 7n) * 9n) & WORD
    const shifted = (b << 9n) & WORD
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11n)
    return Number(result)
  }
}

/** The state that `createStream` starts from, in BigInt arithmetic. */
function initialState(seed: number, purpose: string, index: number): number[] {
  const WORD = 0xffffffffn
  const golden = 0x9e3779b9n
  const mix = (word: bigint) => {
    let z = word & WORD
    z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & WORD
    z = ((z ^ (z >> 15n)) * 0x735a2d97n) & WORD
    return z ^ (z >> 15n)
  }
  const text = [...purpose].reduce(
    (hash, letter) => ((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) & WORD,
    0x811c9dc5n,
  )
  const key = mix(mix(mix(BigInt(seed)) ^ text) ^ mix(BigInt(index) + golden))
  return [1n, 2n, 3n, 4n].map((i) => Number(mix(key + i * golden)))
}

const take = (n: number, next: () => number) => Array.from({ length: n }, next)
const PURPOSES: readonly Purpose[] = ['weights', 'order', 'noise', 'augment', 'data']
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('createStream', () => {
  it('is held to a reference that gives the published numbers of xoshiro128**', () => {
    // State 1, 2, 3, 4: the test vector of the rand_xoshiro library.
    expect(take(10, reference([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ])
  })

  it('draws what the reference draws, for every key', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...PURPOSES), word, (seed, purpose, index) => {
        const expected = take(20, reference(initialState(seed, purpose, index)))
        expect(take(20, createStream(seed, purpose, index).bits)).toEqual(expected)
      }),
    )
  })

  it('never changes: links count on these numbers', () => {
    expect(take(4, createStream(1, 'weights').bits)).toEqual([
      4175341883, 3444984506, 2915960227, 1696084619,
    ])
    expect(take(4, createStream(1, 'order', 7).bits)).toEqual([
      2458858522, 109713134, 3524346041, 2784412657,
    ])
    expect(take(4, createStream(1, 'weights').normal)).toEqual([
      0.8604464530944824, -1.1904770135879517, 0.6626508235931396, 0.15748323500156403,
    ])
  })

  it('gives every key numbers of its own', () => {
    const firsts = new Set<string>()
    for (let seed = 0; seed < 20; seed++)
      for (const purpose of PURPOSES)
        for (let index = 0; index < 20; index++)
          firsts.add(take(2, createStream(seed, purpose, index).bits).join())
    expect(firsts.size).toBe(20 * PURPOSES.length * 20)
  })

  it('has streams of neighbouring keys that are not correlated', () => {
    const n = 20000
    const pairs: [ReturnType<typeof createStream>, ReturnType<typeof createStream>][] = [
      [createStream(1, 'order', 0), createStream(1, 'order', 1)],
      [createStream(1, 'order'), createStream(2, 'order')],
      [createStream(1, 'order'), createStream(1, 'weights')],
    ]
    for (const [one, other] of pairs) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (one.uniform() - 0.5) * (other.uniform() - 0.5)
      // Correlation has standard deviation 1 / sqrt(n) = 0.007.
      expect(Math.abs((12 * sum) / n)).toBeLessThan(0.03)
    }
  })
})

describe('below', () => {
  it('stays below its bound', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 2 ** 21 }), (seed, n) => {
        for (const drawn of take(50, () => createStream(seed, 'data').below(n))) {
          expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true)
        }
      }),
    )
  })

  it('gives all values equally often', () => {
    const { below } = createStream(3, 'noise')
    const counts = new Array<number>(9).fill(0)
    for (let i = 0; i < 90000; i++) counts[below(9)]!++
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10000) ** 2 / 10000, 0)
    // 8 degrees of freedom: 26.1 is exceeded once in a thousand.
    expect(chiSquare).toBeLessThan(26.1)
  })
})

describe('normal', () => {
  it('is standard normal, in float32', () => {
    const drawn = take(100000, createStream(5, 'weights').normal)
    const mean = (f: (x: number) => number) => drawn.reduce((s, x) => s + f(x), 0) / drawn.length
    expect(drawn.every((x) => Number.isFinite(x) && Math.fround(x) === x)).toBe(true)
    expect(mean((x) => x)).toBeCloseTo(0, 1.7)
    expect(mean((x) => x * x)).toBeCloseTo(1, 1.5)
    expect(mean((x) => x ** 4)).toBeCloseTo(3, 0.7)
    expect(mean((x) => (Math.abs(x) < 1 ? 1 : 0))).toBeCloseTo(0.6827, 2)
  })
})

describe('permutation', () => {
  it('holds every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), word, (n, seed) => {
        const sorted = permutation(n, createStream(seed, 'order')).sort()
        expect([...sorted]).toEqual(Array.from({ length: n }, (_, i) => i))
      }),
    )
  })

  it('puts every index everywhere equally often', () => {
    const counts = new Array<number>(16).fill(0)
    for (let epoch = 0; epoch < 16000; epoch++) {
      const order = permutation(4, createStream(1, 'order', epoch))
      order.forEach((index, place) => counts[4 * place + index]!++)
    }
    // Binomial with mean 4000 and standard deviation 55.
    for (const count of counts) expect(Math.abs(count - 4000)).toBeLessThan(250)
  })
})
