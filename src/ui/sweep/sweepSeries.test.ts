import { describe, expect, it, vi } from 'vitest'
import type { SweepSpread } from '../../state/sweep/sweepSpread'

vi.stubGlobal('location', { hash: '' })
const { nearestRate, rateDomain, sweepLines } = await import('./sweepSeries')

const spread = (median: number) => ({ median, low: median / 2, high: 1.5 * median })

function at(optimizer: string, rate: number, value: number | null, tried = 3): SweepSpread {
  return {
    ...{ optimizer, x: rate, y: null, tried, stepsToTarget: null, atChance: 0 },
    trainLoss: value === null ? null : spread(value),
    testAccuracy: value === null ? null : spread(value / 2),
    divergedAt: value === null ? [7, 8] : [],
  }
}

const IDS = ['alig', 'sgd', 'adam']
const lines = (spreads: readonly SweepSpread[]) => sweepLines(spreads, IDS, 'trainLoss')
const find = (found: ReturnType<typeof lines>, id: string) =>
  found.series.find((series) => series.id === id)!

describe('stripLines', () => {
  const found = lines([
    at('alig', 0.1, 0.5),
    at('alig', 10, 0.2),
    at('sgd', 0.1, 0.5),
    at('sgd', 10, null),
    at('adam', 0.1, 0.3),
    at('adam', 10, null),
  ])

  it('has a point at the logarithm of each rate, with a band over the seeds', () => {
    const alig = find(found, 'alig trainLoss')
    expect(alig.points).toEqual([
      { x: -1, y: 0.5 },
      { x: 1, y: 0.2 },
    ])
    expect(alig.band![0]).toEqual({ x: -1, low: 0.25, high: 0.75 })
    expect(find(lines([at('alig', 1, 0.5, 1)]), 'alig trainLoss').band).toBeUndefined()
  })

  it('has crosses where something diverged, side by side at the bad end', () => {
    expect(found.lostAt).toBe(found.yDomain[1])
    const crosses = ['sgd', 'adam'].map((id) => find(found, `${id} diverged`).points)
    expect(crosses.map((points) => points.map(({ y }) => y))).toEqual([
      [found.lostAt],
      [found.lostAt],
    ])
    const [sgd, adam] = crosses.map((points) => points[0]!.x)
    expect(adam! - sgd!).toBeGreaterThan(0.02)
    expect((sgd! + adam!) / 2).toBeCloseTo(1)
    // A faint line leads there.
    expect(find(found, 'sgd way').points.slice(0, 2)).toEqual([{ x: -1, y: 0.5 }, crosses[0]![0]])
    expect(find(found, 'sgd trainLoss').points[1]).toEqual({ x: 1, y: null })
  })

  it('says in the table how many seeds diverged', () => {
    const [range, lost, failed] = find(found, 'sgd trainLoss').extraColumns!
    expect(lost!.textAt(1)).toBe('2 of 3')
    expect(lost!.textAt(-1)).toBeNull()
    expect(range!.textAt(-1)).toBe('0.25 to 0.75')
    expect(failed!.textAt(1)).toBe('2 of 3')
  })
})

it('has the rates on a logarithmic axis, with room on either side', () => {
  const rates = [0.01, 1, 100]
  expect(rateDomain(rates)).toEqual([-2.24, 2.24])
  expect([-9, 0.9, 1.1].map((x) => nearestRate(rates, x))).toEqual([-2, 0, 2])
})
