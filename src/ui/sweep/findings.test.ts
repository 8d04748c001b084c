import { describe, expect, it } from 'vitest'
import type { SweepSpread } from '../../state/sweep/sweepSpread'
import { bestOf, reaches } from './findings'
import { goodRatesText, reachText } from './findingsText'

const RATES = [0.01, 0.1, 1, 10, 100]
const OPTIMIZERS = ['alig', 'sgd', 'adam']

/** An optimizer with these accuracies at the rates; null where it diverged. */
const curve = (optimizer: string, accuracies: readonly (number | null)[]) =>
  accuracies.map((accuracy, i): SweepSpread => ({
    ...{ optimizer, x: RATES[i]!, y: null, tried: 3, trainLoss: null, stepsToTarget: null },
    atChance: 0,
    testAccuracy: accuracy === null ? null : { median: accuracy, low: accuracy, high: accuracy },
    divergedAt: accuracy === null ? [12] : [],
  }))

// ALI-G is flat from 1 on; only at 100 it comes within two points of the best, which is Adam's.
const FLAT = [
  ...curve('alig', [0.6, 0.8, 0.958, 0.957, 0.965]),
  ...curve('sgd', [0.7, 0.9, 0.3, null, null]),
  ...curve('adam', [0.98, 0.5, null, null, null]),
]
const plain = (words: string) => words.replaceAll('\u00a0', ' ')
const wordsFor = (spreads: readonly SweepSpread[], best: 'each' | 'all', guess = 0.5) =>
  reaches(spreads, OPTIMIZERS, best, guess).map((reach) => plain(reachText(reach)))

describe('good rates', () => {
  it('go as far as the curve is flat, by the own best of each optimizer', () => {
    expect(wordsFor(FLAT, 'each')).toEqual([
      '1 to 100: 3 of 5 values; best 96.5 % at 100',
      '0.1 only: 1 of 5 values; best 90.0 % at 0.1; diverged at 2 of them',
      '0.01 only: 1 of 5 values; best 98.0 % at 0.01; diverged at 3 of them',
    ])
  })

  it('are fewer by the best of all, where somebody asks for that', () => {
    expect(wordsFor(FLAT, 'all').map((words) => words.split(':')[0])).toEqual([
      '100 only',
      'none of 5 values; best 90.0 % at 0.1; diverged at 2 of them',
      '0.01 only',
    ])
  })

  it('say what they are measured by', () => {
    expect(goodRatesText('each', bestOf(FLAT))).toBe(
      'Within 2 percentage points of the optimizer’s own best test accuracy.',
    )
    expect(plain(goodRatesText('all', bestOf(FLAT)))).toBe(
      'Within 2 percentage points of the best test accuracy of all: 98.0 %, Adam at 0.01.',
    )
    expect(goodRatesText('all', undefined)).toBe(
      'Within 2 percentage points of the best test accuracy of all.',
    )
  })

  it('are none where every value only guesses, or diverged', () => {
    const bad = [
      ...curve('alig', [0.1, 0.11, 0.1, 0.1, 0.1]),
      ...curve(
        'sgd',
        RATES.map(() => null),
      ),
    ]
    for (const best of ['each', 'all'] as const)
      expect(wordsFor(bad, best, 0.1)).toEqual([
        'none of 5 values: no better than guessing; best 11.0 % at 0.1',
        'diverged at every one of 5 values',
      ])
  })

  it('are the longest row of neighbours', () => {
    const [reach] = reaches(curve('alig', [0.9, 0.5, 0.89, 0.9, 0.5]), ['alig'], 'each', 0.1)
    expect(reach).toMatchObject({ good: { low: 1, high: 10, count: 2 }, bestRate: 0.01 })
  })
})
