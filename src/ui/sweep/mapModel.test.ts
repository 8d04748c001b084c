import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { sweepSettings } from '../../state/sweep/sweepSettings'
import { sweepBase } from '../../state/sweep/trialExperiment'
import type { SweepPoint } from '../../state/sweep/types'
import { colorAt, goodness, hex, inkOn } from './mapModel'
import { mapsOf } from './mapsOf'
import { sweepCsv } from './sweepCsv'
import { sweepJson } from './sweepJson'

const LINK =
  'v=1&examples=500&view.strip=alig,sgd&view.stripRange=0.1:10&view.stripValues=2' +
  '&view.stripY=noise:0:0.5:2&view.stripSeeds=3&view.stripTarget=90&view.stripEpochs=1'
const { experiment } = decodeLink(LINK)
const settings = sweepSettings(experiment)
const base = sweepBase(
  experiment,
  experiment.runs.map(({ hyper }) => hyper),
  settings,
)

const point = (
  optimizer: string,
  [rate, noise]: readonly [number, number],
  seed: number,
  accuracy: number | null,
): SweepPoint => ({
  ...{ optimizer, values: { rate, noise }, seed, testAccuracy: accuracy, backend: 'wasm' },
  trainLoss: accuracy === null ? null : 1 - accuracy,
  testLoss: accuracy === null ? null : 1 - accuracy,
  divergedAt: accuracy === null ? 3 : null,
  bests: accuracy === null ? [] : [[2, accuracy]],
})
const points = [
  ...[0.95, 0.91, 0.93].map((accuracy, i) => point('alig', [0.1, 0], i + 1, accuracy)),
  ...[0.1, 0.6, null].map((accuracy, i) => point('alig', [10, 0], i + 1, accuracy)),
  ...[null, null, 0.5].map((accuracy, i) => point('alig', [10, 0.5], i + 1, accuracy)),
  point('sgd', [0.1, 0.5], 1, 0.7),
]
const trials = [{ values: { rate: 0.1, noise: 0.5 }, seed: 1 }]
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const drawn = (view: Record<string, string> = {}) =>
  mapsOf(base, settings, { points, trials }, { ...experiment.view, ...view })

it('has a cell for every pair of values, the largest of the second axis on top', () => {
  const [map] = drawn().maps
  expect(map!.cells.map((line) => line.map(({ x, y }) => [x, y]))).toEqual([
    [
      [0.1, 0.5],
      [10, 0.5],
    ],
    [
      [0.1, 0],
      [10, 0],
    ],
  ])
  expect(map).toMatchObject({ xName: 'maxLr', yName: 'noise' })
})

it('says of each cell what came out, and how many seeds failed', () => {
  const [now, lost, good, failed] = drawn().maps[0]!.cells.flat()
  expect(now).toMatchObject({ state: 'training', text: '…', color: null })
  expect(lost).toMatchObject({ state: 'lost', text: '×', failed: '× 2 of 3' })
  expect(lost).toHaveProperty('words', 'diverged, 2 of 3 failed')
  expect(good).toMatchObject({ state: 'done', text: '93.0', failed: '', isGood: true })
  expect(plain(good!.words)).toBe(
    'test accuracy 93.0 % (91.0 % to 95.0 %), median of 3 seeds, good',
  )
  // One diverged and one is at chance: the median is what they leave, and they are counted.
  expect(failed).toMatchObject({ state: 'done', text: '10.0', failed: '× 2 of 3', isGood: false })
  const [top] = drawn().maps[1]!.cells
  expect(top!.map(({ state }) => state)).toEqual(['done', 'none'])
})

it('sums up a map in a sentence', () => {
  expect(plain(drawn().maps[0]!.text)).toBe(
    '1 of 3 cells are good; best 93.0 % at maxLr 0.1, noise 0; 4 of 9 trainings failed',
  )
  // SGD's is good by its own best on that task, and by the best of all, since ALI-G diverged there.
  const isGood = (view: Record<string, string>) => drawn(view).maps[1]!.cells[0]![0]!.isGood
  expect([isGood({}), isGood({ stripGood: 'all' })]).toEqual([true, true])
})

it('shows loss or steps where the view asks for them', () => {
  const loss = drawn({ stripShow: 'loss' })
  expect(loss.maps[0]!.cells[1]![0]!.text).toBe('0.07')
  const steps = drawn({ stripShow: 'steps' })
  expect(steps.maps[0]!.cells[1]!.map(({ text }) => text)).toEqual(['2', '–'])
  expect(steps.scale).toEqual({ shown: 'steps', low: 2, high: 2 })
})

it('has colours from bad to good, with text that can be read on all of them', () => {
  expect(hex(colorAt(0))).toBe('#440154')
  expect(hex(colorAt(1))).toBe('#fde725')
  expect(goodness({ shown: 'accuracy', low: 0.1, high: 0.9 }, 0.9)).toBe(1)
  expect(goodness({ shown: 'loss', low: 0.01, high: 1 }, 0.1)).toBeCloseTo(0.5)
  expect(goodness({ shown: 'steps', low: 10, high: 110 }, 10)).toBe(1)
  const light = (color: readonly number[]) => {
    const [r, g, b] = color.map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  for (let share = 0; share <= 1; share += 0.01) {
    const color = colorAt(share)
    const [a, b] = [light(color), inkOn(color) === '#000000' ? 0 : 1]
    expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThan(4.5)
  }
})

it('gives its numbers away as a table, the axes by their names', () => {
  const lines = sweepCsv(base, settings, points).trimEnd().split('\n')
  expect(lines[0]).toBe(
    'optimizer,hyperparameter,rate,seed,train_loss,test_loss,test_accuracy,diverged_at,steps,' +
      'backend,noise,target_accuracy,steps_to_target',
  )
  expect(lines).toHaveLength(1 + points.length)
  expect(lines[1]).toBe('alig,maxLr,0.1,1,0.05,0.05,0.95,,5,wasm,0,0.9,2')
  expect(lines.at(-1)).toBe('sgd,lr,0.1,1,0.3,0.3,0.7,,5,wasm,0.5,0.9,')
  const ofWidth = decodeLink(
    'v=1&examples=500&view.strip=alig&view.stripX=width:16:64:2',
  ).experiment
  const widths = sweepSettings(ofWidth)
  const [one] = points
  const table = sweepCsv(sweepBase(ofWidth, [], widths), widths, [
    { ...one!, values: { width: 16 } },
  ])
  // The rate that is in force.
  expect(table.split('\n')[1]).toBe('alig,maxLr,0.2,1,0.05,0.05,0.95,,15,wasm,16')
})

it('gives them away as JSON, with the link that opens the sweep again', () => {
  const file = JSON.parse(sweepJson(base, settings, points))
  expect(file.trials).toHaveLength(points.length)
  expect(file.trials[0]).toMatchObject({ values: { rate: 0.1, noise: 0 }, seed: 1, steps: 5 })
  expect(sweepSettings(decodeLink(file.link).experiment)).toEqual(settings)
})
