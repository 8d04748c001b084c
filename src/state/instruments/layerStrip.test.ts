import { expect, it } from 'vitest'
import { MEASURE_EVERY } from '../../spec/instruments'
import { LayerStrip, MAX_BUCKETS } from './layerStrip'

/** One tensor: gradient 1, move 2, weights 3, times a factor. */
const at = (step: number, factor = 1) => ({
  steps: Int32Array.of(step),
  norms: Float32Array.of(factor, 2 * factor, 3 * factor),
})

it('keeps a spike of one step in 20,000, in the same memory', () => {
  const strip = new LayerStrip(1)
  const spike = 12_340
  for (let step = 0; step < 20_000; step += MEASURE_EVERY)
    strip.append(at(step, step === spike ? 100 : 1))
  expect(strip.length).toBeLessThanOrEqual(MAX_BUCKETS)
  const bucket = Math.floor(spike / strip.size)
  expect(strip.largest('gradient', 0, bucket)).toBe(100)
  expect(strip.largest('move', 0, bucket)).toBe(200)
  for (const other of [0, bucket - 1, bucket + 1, strip.length - 1])
    expect(strip.largest('gradient', 0, other)).toBe(1)
  expect(strip.latest('weights', 0)).toBe(3)
  expect(strip.latestStep).toBe(20_000 - MEASURE_EVERY)
})

it('passes over what comes a second time, and numbers that are none', () => {
  const strip = new LayerStrip(1)
  strip.append(at(0))
  strip.append(at(0, 50))
  strip.append(at(10, NaN))
  expect(strip.largest('gradient', 0, 0)).toBe(1)
  expect(strip.largest('gradient', 0, 1)).toBeNaN()
  expect(strip.latest('gradient', 0)).toBeNaN()
})

it('has an empty bucket where nothing was measured', () => {
  const strip = new LayerStrip(1)
  strip.append(at(50))
  expect(strip.length).toBe(6)
  expect(strip.largest('gradient', 0, 2)).toBeNaN()
  expect(strip.largest('gradient', 0, 5)).toBe(1)
})
