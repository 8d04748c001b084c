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
