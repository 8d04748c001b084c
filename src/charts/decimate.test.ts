import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketSize, countOf, decimate, flaggedStretches, medians } from './decimate'

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
)
const series = fc.array(value, { minLength: 1, maxLength: 3000 })

describe('decimate', () => {
  it('hides no spike: every bucket keeps its first, last, smallest and largest value', () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 4, max: 60 }),
        (y, x0, buckets) => {
          const points = decimate({ y, x0 }, [x0, x0 + y.length - 1], buckets)
          const drawn = new Map(points.map((point) => [point.x, point.y]))
          const size = y.length <= 2 * buckets ? 1 : bucketSize(y.length, buckets)
          const byBucket = new Map<number, { x: number; y: number }[]>()
          y.forEach((v, i) => {
            if (!Number.isFinite(v)) return
            const bucket = Math.floor((x0 + i) / size)
            byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), { x: x0 + i, y: v }])
          })
          for (const [bucket, members] of byBucket) {
            const kept = points.filter((p) => Math.floor(p.x / size) === bucket && p.y !== null)
            const heights = kept.map((p) => p.y!)
            const all = members.map((m) => m.y)
            expect(Math.min(...heights)).toBe(Math.min(...all))
            expect(Math.max(...heights)).toBe(Math.max(...all))
            expect(drawn.get(members[0]!.x)).toBe(members[0]!.y)
            expect(drawn.get(members.at(-1)!.x)).toBe(members.at(-1)!.y)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('draws only what is in the series, in order, once, with a gap for every broken bucket', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 4, max: 60 }), (y, buckets) => {
        const points = decimate({ y }, [0, y.length - 1], buckets)
        const size = y.length <= 2 * buckets ? 1 : bucketSize(y.length, buckets)
        points.forEach((point, i) => {
          if (i > 0) expect(point.x).toBeGreaterThan(points[i - 1]!.x)
          const original = y[point.x]!
          expect(point.y).toBe(Number.isFinite(original) ? original : null)
        })
        const broken = new Set(y.flatMap((v, i) => (isFinite(v) ? [] : [Math.floor(i / size)])))
        const gaps = points.filter((p) => p.y === null).map((p) => Math.floor(p.x / size))
        expect(new Set(gaps)).toEqual(broken)
        expect(points.length).toBeLessThanOrEqual(Math.max(2 * buckets, 5 * buckets))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the finished buckets when the series grows', () => {
    const y = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i * 1.7) * i)
    const before = decimate({ y, length: 1500 }, [0, 1499], 100)
    const after = decimate({ y, length: 1550 }, [0, 1549], 100)
    const finished = before.filter((point) => point.x < 1472)
    expect(finished.length).toBeGreaterThan(100)
    expect(after.slice(0, finished.length)).toEqual(finished)
  })

  it('looks only at the domain and one sample beyond each end', () => {
    const y = Float32Array.from({ length: 100 }, (_, i) => i)
    expect(decimate({ y, x0: 10 }, [20, 23]).map((point) => point.x)).toEqual([
      19, 20, 21, 22, 23, 24,
    ])
    expect(decimate({ y }, [500, 600])).toEqual([])
    expect(decimate({ y: new Float32Array(0) }, [0, 10])).toEqual([])
  })

  it('reads a column of a table', () => {
    const table = Float32Array.from([0, 10, 1, 11, 2, 12])
    const column = { y: table, stride: 2, offset: 1 }
    expect(countOf(column)).toBe(3)
    expect(decimate(column, [0, 5])).toEqual([
      { x: 0, y: 10 },
      { x: 1, y: 11 },
      { x: 2, y: 12 },
    ])
  })
})

describe('flaggedStretches', () => {
  it('merges neighbours and covers half a step on either side', () => {
    expect(flaggedStretches({ y: [0, 1, 1, 0, 1], x0: 7 }, [7, 11])).toEqual([
      { x0: 7.5, x1: 9.5, strength: 1 },
      { x0: 10.5, x1: 11.5, strength: 1 },
    ])
  })

  it('shows every flag however many samples a bucket holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 2000 }),
        fc.integer({ min: 4, max: 40 }),
        (y, buckets) => {
          const stretches = flaggedStretches({ y }, [0, y.length - 1], buckets)
          y.forEach((flag, x) => {
            const covered = stretches.some((s) => s.x0 < x && x < s.x1)
            if (flag) expect(covered).toBe(true)
          })
          for (const s of stretches) {
            const inside = y.slice(s.x0 + 0.5, s.x1 + 0.5)
            const share = inside.reduce<number>((sum, flag) => sum + flag, 0) / inside.length
            expect(share).toBeGreaterThan(s.strength - 0.25)
            expect(share).toBeLessThanOrEqual(s.strength)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('medians', () => {
  const noisy = (count: number) => Float32Array.from({ length: count }, (_, i) => 1 + (i % 3) / 10)

  it('keeps every sample where there are few', () => {
    const { points, band } = medians({ y: noisy(800) }, [0, 800], 100)
    expect(points).toHaveLength(800)
    expect(band).toBeUndefined()
  })

  it('draws the median, and loses no spike from the band, wherever it is', () => {
    for (const at of [0, 1, 4097, 9998, 9999])
      for (const spike of [100, -100]) {
        const y = noisy(10_000)
        y[at] = spike
        const { points, band } = medians({ y }, [0, 10_000], 300)
        expect(points.length).toBeLessThanOrEqual(302)
        const inside = points.filter(({ x }) => x > 100 && x < 9900).map((point) => point.y)
        expect(Math.min(...(inside as number[]))).toBeCloseTo(1.1)
        expect(Math.max(...(inside as number[]))).toBeCloseTo(1.1)
        const holding = band!.filter(({ low, high }) => low! <= spike && spike <= high!)
        expect(holding, `${spike} at ${at}`).toHaveLength(1)
        expect(Math.abs(holding[0]!.x - at)).toBeLessThanOrEqual(32)
      }
  })

  it('takes long lines from evenly chosen values, and their band from all of them', () => {
    const y = Float32Array.from({ length: 200_000 }, (_, i) => i)
    y[123_457] = -5
    const { points, band } = medians({ y }, [0, 200_000], 600)
    for (const { x, y } of points.slice(1, -1)) expect(Math.abs(y! - x)).toBeLessThan(32)
    expect(Math.min(...band!.slice(1).map(({ low }) => low!))).toBe(-5)
  })

  it('ends with the exact last value, which the legend shows', () => {
    const y = noisy(5000)
    y[4999] = 0.25
    const { points } = medians({ y, x0: 7 }, [0, 6000], 300)
    expect(points.at(-1)).toEqual({ x: 5006, y: 0.25 })
    expect(points[0]).toEqual({ x: 7, y: 1 })
  })

  it('is broken where a value is missing', () => {
    const y = noisy(5000)
    y[2500] = NaN
    y.fill(NaN, 4000)
    const { points, band } = medians({ y }, [0, 5000], 300)
    const gaps = points.filter((point) => point.y === null).map(({ x }) => x)
    expect(Math.abs(gaps[0]! - 2500)).toBeLessThanOrEqual(16)
    expect(gaps.slice(1).every((x) => x > 3980)).toBe(true)
    expect(points.at(-1)!.y).toBeNull()
    expect(band!.at(-1)).toMatchObject({ low: null, high: null })
  })

  it('keeps the contents of its buckets while the samples grow', () => {
    const y = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i * i))
    const before = medians({ y, length: 4000 }, [0, 5000], 300)
    const after = medians({ y, length: 4700 }, [0, 5000], 300)
    expect(after.band!.slice(0, 200)).toEqual(before.band!.slice(0, 200))
  })
})
