import { expect, it } from 'vitest'
import { LOSS_EDGES, shareBelow } from '../../spec/fit'
import { countLosses, evenly, fitColumns, trainingSample } from './fit'

const LOSSES = [0, 0.0099, 0.01, 0.5, 3, NaN, 1e9, 0.09]
const WRONG = Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1)

it('counts losses below each threshold, wrong labels apart', () => {
  const counts = countLosses((i) => LOSSES[i]!, WRONG)
  const columns = fitColumns(counts)
  expect(columns.get('train_below_0.01')).toBe(2 / 5)
  expect(columns.get('train_below_0.1')).toBe(3 / 5)
  expect(columns.get('train_below_1')).toBe(4 / 5)
  expect(columns.get('wrong_below_0.01')).toBe(0)
  expect(columns.get('wrong_below_0.1')).toBe(1 / 3)
  expect(columns.get('wrong_below_1')).toBe(1 / 3)
})

it('has no share of examples that there are none of', () => {
  const counts = countLosses(() => 0.5, new Uint8Array(3))
  expect(shareBelow(counts.wrong, 1)).toBeNull()
  expect([...fitColumns(counts).keys()].some((name) => name.startsWith('wrong'))).toBe(false)
})

it('has bins whose ends are the thresholds themselves', () => {
  for (const edge of [1e-4, 0.01, 0.1, 1, 100]) expect(LOSS_EDGES).toContain(edge)
  expect([...LOSS_EDGES].sort((a, b) => a - b)).toEqual(LOSS_EDGES)
})

it('takes examples evenly, with their own labels', () => {
  const count = 10
  const images = Float32Array.from({ length: 2 * count }, (_, i) => i)
  const labels = Uint8Array.from({ length: count }, (_, i) => i)
  const set = { images, labels, count, statistics: { mean: [0], std: [1] } }
  const some = evenly(set, 4)
  expect([...some.labels]).toEqual([0, 2, 5, 7])
  expect([...some.images]).toEqual([0, 1, 4, 5, 10, 11, 14, 15])
  expect(evenly(set, 10)).toBe(set)
  const noisy = { ...set, labels: labels.map((label) => (label === 3 ? 0 : label)) }
  const { isWrong, of } = trainingSample(noisy, labels)
  expect([[...isWrong].indexOf(1), of]).toEqual([3, count])
})
