import { describe, expect, it, vi } from 'vitest'
import type { SweepResult } from '../../state/sweep/results/types'
import { differenceText, resultsText } from './resultsText'

vi.stubGlobal('location', { hash: '' })
const { ownInPicture, pictureOf, resultsAxis, resultsLines } = await import('./resultsSeries')

const result = (values: SweepResult['values'], trainLoss: number | null, seed = 1) => ({
  ...{ optimizer: 'alig', values, seed, trainLoss, testLoss: null },
  testAccuracy: trainLoss === null ? null : 1 / (1 + trainLoss),
  divergedAt: trainLoss === null ? 3 : null,
})

describe('the picture of results', () => {
  it('has the rate as its axis, logarithmic where it is long', () => {
    const axis = resultsAxis([
      result({ rate: 100, noise: 0 }, 1),
      result({ rate: 0.1, noise: 0 }, 1),
    ])
    expect([axis.name, axis.isLog, axis.values]).toEqual(['rate', true, [0.1, 100]])
    expect(axis.domain[0]).toBeCloseTo(-1.18)
  })

  it('has another axis where the rate stays', () => {
    const results = [0, 0.2, 0.4].map((noise) => result({ rate: 1, noise }, 1))
    const axis = resultsAxis(results)
    expect([axis.name, axis.isLog]).toEqual(['noise', false])
    expect(pictureOf(results[0]!, [axis.name])).toBe('rate 1')
  })

  it('has the page beside it where that has the same other values', () => {
    const there = [0, 0.2].map((noise) => result({ rate: 1, noise }, 1))
    const own = [0, 0.2].map((noise) => result({ noise }, 1))
    expect(ownInPicture(there, own, ['noise'])).toEqual(own)
    // A map of the page is no line of it.
    const rates = [1, 10].map((rate) => result({ rate }, 1))
    const map = [0, 0.2].flatMap((noise) => [result({ rate: 1, noise }, 1)])
    expect(ownInPicture(rates, map, ['rate'])).toEqual([])
    expect(ownInPicture(map.slice(1), map, ['rate'])).toEqual(map.slice(1))
  })

  it('draws medians of both, and crosses where seeds diverged', () => {
    const there = [
      ...[1, 2, 4].map((loss, seed) => result({ rate: 1 }, loss, seed)),
      ...[8, null, null].map((loss, seed) => result({ rate: 100 }, loss, seed)),
    ]
    const here = [result({ rate: 1 }, 3)]
    const axis = resultsAxis(there)
    const { series, yDomain } = resultsLines(there, here, axis, 'trainLoss')
    expect(yDomain).toEqual([1, 100])
    expect(series.map(({ id, points }) => [id, points])).toEqual([
      [
        'alig file',
        [
          { x: 0, y: 2 },
          { x: 2, y: null },
        ],
      ],
      ['alig page', [{ x: 0, y: 3 }]],
      ['alig diverged', [{ x: 2, y: 100 }]],
    ])
    expect(series[0]!.band![0]).toEqual({ x: 0, low: 1, high: 4 })
    expect(series[0]!.extraColumns![0]!.textAt(2)).toBe('2 of 3')
    const accuracy = resultsLines(there, here, axis, 'testAccuracy').series
    expect(accuracy[0]!.points[1]!.y).toBeNull()
    expect(accuracy[2]!.points).toEqual([{ x: 2, y: 0 }])
  })

  it('is said in words', () => {
    expect(resultsText([result({}, 1), result({}, null)])).toBe('2 trainings, 1 of them diverged.')
    const apart = { same: 2, divergedOnce: 1, trainLoss: 0.01, testAccuracy: 0.005 }
    expect(differenceText(apart, 'strip')).toBe(
      'The page has trained 2 of them, too. Largest difference: 1.0\u00a0% of the training loss, ' +
        '0.5 points of the test accuracy. 1 diverged on one side alone.',
    )
    expect(differenceText({ ...apart, same: 0 }, 'map')).toBe(
      'The page has not trained any of them: run the map with the same values.',
    )
  })
})
