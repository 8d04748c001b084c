import { expect, it } from 'vitest'
import { defaultExperiment } from '../../experiment/defaults'
import { sweepSettings } from './sweepSettings'
import { completedKey, sweepKey } from './sweepKey'
import { sweepBase } from './trialExperiment'

const settings = sweepSettings({ runs: defaultExperiment().runs, view: { strip: 'alig,sgd' } })
const keyWith = (change: object) => {
  const experiment = { ...defaultExperiment(), ...change }
  return sweepKey(sweepBase(experiment, [], settings), settings)
}

/** As it was kept before some options existed, and in another order. */
function older(key: string): string {
  const [{ loss: _, ...experiment }, ...range] = JSON.parse(key)
  for (const { hyper } of experiment.runs) {
    delete hyper.minLoss
    const [first] = Object.keys(hyper) as [string]
    const { [first]: value } = hyper
    delete hyper[first]
    hyper[first] = value
  }
  return JSON.stringify([experiment, ...range])
}

it('is found again by a page that has more options', () => {
  const key = keyWith({})
  expect(older(key)).not.toBe(key)
  expect(completedKey(older(key))).toBe(completedKey(key))
})

it('tells sweeps of other numbers apart', () => {
  expect(completedKey(keyWith({ loss: 'hinge' }))).not.toBe(completedKey(keyWith({})))
  expect(completedKey(keyWith({ batch: 7 }))).not.toBe(completedKey(keyWith({})))
})

it('leaves a key of another form as it is', () => {
  expect(completedKey('strip 1')).toBe('strip 1')
  expect(completedKey('[null]')).toBe('[null]')
})

it('tells maps apart by their axes, and whether steps or epochs are counted', () => {
  const axis = { key: 'noise', low: 0, high: 0.5, values: 3, scale: 'linear' } as const
  const y = { ...axis, isWhole: false, ofRuns: false }
  const base = sweepBase(defaultExperiment(), [], settings)
  const keys = [
    settings,
    { ...settings, y },
    { ...settings, x: y },
    { ...settings, y: { ...y, high: 0.4 } },
    { ...settings, y, steps: 300 },
    { ...settings, y, target: 0.9 },
  ].map((one) => completedKey(sweepKey(base, one)))
  expect(new Set(keys).size).toBe(keys.length)
  // Which target it is, and how many seeds, changes no number.
  expect(sweepKey(base, { ...settings, y, target: 0.8, seeds: 7 })).toBe(
    sweepKey(base, { ...settings, y, target: 0.9 }),
  )
  // The values of its axes in the experiment of the page do not matter.
  const noisy = sweepBase({ ...defaultExperiment(), noise: 0.3 }, [], settings)
  expect(sweepKey(noisy, { ...settings, y })).toBe(sweepKey(base, { ...settings, y }))
})
