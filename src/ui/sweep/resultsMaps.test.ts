import { describe, expect, it, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { readResults } from '../../state/sweep/results/readResults'
import type { SweepResult } from '../../state/sweep/results/types'
import { sweepSettings } from '../../state/sweep/sweepSettings'
import { sweepBase } from '../../state/sweep/trialExperiment'
import type { SweepPoint } from '../../state/sweep/types'
import { mapDifferenceText } from './resultsText'
import { sweepCsv } from './sweepCsv'

vi.stubGlobal('location', { hash: '' })
const { drawMaps, mapsOf, spreadsOf } = await import('./mapsOf')
const { isOwnMap, mapDifference, placedOn, resultsFrame } = await import('./resultsMaps')
const { pictureOf } = await import('./resultsSeries')

/** The sweep of a page with this link. */
function pageWith(link: string) {
  const { experiment } = decodeLink(link)
  const settings = sweepSettings(experiment)
  const values = experiment.runs.map(({ hyper }) => hyper)
  return { base: sweepBase(experiment, values, settings), settings }
}
const MAP =
  'v=1&examples=500&view.strip=alig,sgd&view.stripRange=0.1:10&view.stripValues=3' +
  '&view.stripY=noise:0:0.5:2&view.stripSeeds=3&view.stripEpochs=1'
const own = pageWith(MAP)

const result = (
  values: SweepResult['values'],
  testAccuracy: number | null,
  more: Partial<SweepResult> = {},
): SweepResult => ({
  ...{ optimizer: 'alig', values, seed: 1, testAccuracy },
  trainLoss: testAccuracy === null ? null : 1 - testAccuracy,
  testLoss: testAccuracy === null ? null : 1 - testAccuracy,
  divergedAt: testAccuracy === null ? 3 : null,
  ...more,
})

/** Every cell with three seeds, some of which fail. */
const points: readonly SweepPoint[] = own.settings.optimizers.flatMap((optimizer, o) =>
  [0.1, 1, 10].flatMap((rate, i) =>
    [0, 0.5].flatMap((noise, j) =>
      [1, 2, 3].map((seed) => {
        const accuracy = optimizer === 'sgd' && rate === 10 && seed < 2 + j ? null : 0.9
        const apart = 0.1 * o + 0.11 * i * j + 0.01 * seed
        const found = result({ rate, noise }, accuracy && accuracy - apart, { optimizer, seed })
        return { ...found, backend: 'wasm' as const }
      }),
    ),
  ),
)

describe('results over two values', () => {
  it("are the page's own map where they are its own numbers", () => {
    const table = sweepCsv(own.base, own.settings, points)
    const read = readResults('strip.csv', table, (word) => word)
    if (!read.ok) throw new Error(read.sentence)
    const frame = resultsFrame(read.results, own)!
    expect(isOwnMap(frame, own)).toBe(true)
    const { view } = own.base.experiment
    const file = spreadsOf(frame, placedOn(frame, read.results))
    const page = mapsOf(own.base, own.settings, { points, trials: [] }, view)
    expect(drawMaps(frame, view, file).maps).toEqual(page.maps)
    expect(page.maps[1]!.cells.flat().map(({ failed }) => failed)).toContain('× 2 of 3')

    const here = spreadsOf(frame, placedOn(frame, points))
    const { same, lostOnce, largest } = mapDifference(file, here, 'alig', 'accuracy')
    expect([same, lostOnce]).toEqual([6, 0])
    expect(largest!.by).toBeLessThan(1e-6)
  })

  it('are as far from the page as their most distant cell', () => {
    const there = points.map((point) => {
      const isMoved = point.values.rate === 1 && point.values.noise === 0.5 && point.seed < 3
      if (point.optimizer !== 'alig' || !isMoved) return point
      return result(point.values, 0.5, { seed: point.seed })
    })
    const frame = resultsFrame(there, own)!
    const [file, page] = [there, points.slice(3)].map((all) =>
      spreadsOf(frame, placedOn(frame, all)),
    )
    const apart = mapDifference(file!, page!, 'alig', 'accuracy')
    expect(apart).toMatchObject({ same: 5, lostOnce: 0, largest: { x: 1, y: 0.5 } })
    expect(apart.largest!.by).toBeCloseTo(0.9 - 0.11 - 0.02 - 0.5)
    expect(mapDifferenceText(apart, 'accuracy', { x: 'maxLr', y: 'noise' })).toBe(
      '5 cells are in both. Largest difference of their test accuracy: 27 points, at maxLr 1, noise 0.5.',
    )
    const byLoss = mapDifference(file!, page!, 'alig', 'loss').largest!
    expect(byLoss.by).toBeCloseTo(0.27 / 0.23)
    expect(mapDifference(file!, page!, 'sgd', 'accuracy').largest!.by).toBe(0)
  })

  it('count what has a number on one side alone', () => {
    const at = (accuracy: number | null) => [result({ rate: 1, noise: 0 }, accuracy)]
    const frame = resultsFrame(points, own)!
    const spreads = (all: readonly SweepResult[]) => spreadsOf(frame, placedOn(frame, all))
    const apart = mapDifference(spreads(at(null)), spreads(at(0.5)), 'alig', 'accuracy')
    expect(apart).toEqual({ same: 1, lostOnce: 1, largest: null })
    const text = (found: typeof apart) =>
      mapDifferenceText(found, 'accuracy', { x: 'maxLr', y: 'noise' })
    expect(text(apart)).toBe('1 cell is in both. 1 of them failed on one side alone.')
    expect(text({ ...apart, same: 0 })).toBe('The page has trained none of these cells.')
  })

  it('meet cells of which the values have fewer digits', () => {
    const there = [0.333333333, 1].flatMap((rate) =>
      [0, 0.5].map((noise) => result({ rate, noise }, 0.5)),
    )
    const frame = resultsFrame(there, own)!
    expect(frame.x.values).toEqual([0.333333, 1])
    expect(placedOn(frame, [result({ rate: 1 / 3, noise: 0 }, 0.5)])).toHaveLength(1)
    expect(placedOn(frame, [result({ rate: 0.3, noise: 0 }, 0.5)])).toEqual([])
  })

  it('have a map without one of the page, with the rate across', () => {
    const strip = pageWith('v=1&view.strip=alig')
    const there = [0, 0.3, 0.6].flatMap((momentum) =>
      [0.1, 1].flatMap((rate) => [1, 2].map((width) => result({ momentum, rate, width }, 0.5))),
    )
    const frame = resultsFrame(there, strip)!
    expect([frame.x.key, frame.y.key, isOwnMap(frame, strip)]).toEqual(['rate', 'momentum', false])
    expect([frame.y.ofRuns, resultsFrame(points, strip)!.y.ofRuns]).toEqual([true, false])
    // What is beside the axes is chosen.
    const pictures = there.map((one) => pictureOf(one, [frame.x.key, frame.y.key]))
    expect([...new Set(pictures)]).toEqual(['width 1', 'width 2'])
  })

  it('are lines where one value differs, unless the page has a map of it', () => {
    const row = [0.1, 1].map((rate) => result({ rate, noise: 0.5 }, 0.5))
    expect(resultsFrame(row, pageWith('v=1&view.strip=alig'))).toBeNull()
    expect(resultsFrame(row, own)!.y.values).toEqual([0.5])
    expect(resultsFrame([result({ rate: 1 }, 0.5), ...row], own)).toBeNull()
  })
})
