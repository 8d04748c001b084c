import { expect, it } from 'vitest'
import { MAX_RUNS } from '../../experiment/limits'
import { decodeLink } from '../../experiment/link'
import { parseExperiment } from '../../experiment/parseExperiment'
import { sweepSettings } from './sweepSettings'
import { guessedSeconds } from './sweepDuration'
import { sweepProblem } from './sweepProblem'
import { sideBySide, sweepBase, trialExperiment, trialSteps } from './trialExperiment'
import {
  coarseFirst,
  finishedTrials,
  nextTrials,
  partsOfOneSeed,
  trialAt,
  trialCount,
} from './trials'
import type { Trial } from './types'

function sweepOf(link: string) {
  const { experiment } = decodeLink(link)
  const settings = sweepSettings(experiment)
  const values = experiment.runs.map(({ hyper }) => hyper)
  return { settings, base: sweepBase(experiment, values, settings) }
}
const trialsOf = ({ base, settings }: ReturnType<typeof sweepOf>): Trial[] =>
  Array.from({ length: trialCount(base, settings) }, (_, at) => trialAt(base, settings, at)!)

const MAP =
  'v=1&examples=2000&view.strip=alig&view.stripRange=0.01:100&view.stripValues=9' +
  '&view.stripY=noise:0:0.5:6&view.stripSeeds=3&view.stripEpochs=10'

it('has the ends first, then what lies between', () => {
  expect(coarseFirst(5)).toEqual([0, 4, 2, 1, 3])
  expect(coarseFirst(2)).toEqual([0, 1])
  for (let count = 2; count < 45; count++)
    expect(coarseFirst(count).toSorted((a, b) => a - b)).toEqual([...Array(count).keys()])
})

it('goes through all cells of a map with each seed', () => {
  const trials = trialsOf(sweepOf(MAP))
  expect(trials).toHaveLength(9 * 6 * 3)
  expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(9 * 6 * 3)
  expect(trials.slice(0, 54).every(({ seed }) => seed === 1)).toBe(true)
  expect(trials[0]).toEqual({ values: { rate: 0.01, noise: 0 }, seed: 1 })
  expect(trials[53]!.seed).toBe(1)
  expect(trials[54]).toEqual({ values: { rate: 0.01, noise: 0 }, seed: 2 })
})

it('trains side by side what differs in hyperparameters alone', () => {
  const { base, settings } = sweepOf(MAP)
  const parts = partsOfOneSeed(base, settings)
  expect(parts.flat()).toHaveLength(54)
  for (const part of parts) {
    expect(new Set(part.map(({ values }) => values['noise'])).size).toBe(1)
    expect([4, 5]).toContain(part.length)
    const together = sideBySide(base, settings, part)
    expect(together.runs.map(({ hyper }) => hyper['maxLr'])).toEqual(
      part.map(({ values }) => values['rate']),
    )
    // Each is what it would be by itself.
    const { runs: _, ...shared } = together
    for (const trial of part) expect(trialExperiment(base, settings, trial)).toMatchObject(shared)
  }
  const both = sweepOf(`${MAP.replace('=alig', '=alig,sgd')}`)
  for (const part of partsOfOneSeed(both.base, both.settings))
    expect(part.length * 2).toBeLessThanOrEqual(MAX_RUNS)
  const apart = sweepOf('v=1&view.strip=alig&view.stripX=width:16:64:3&view.stripY=noise:0:0.5:3')
  expect(partsOfOneSeed(apart.base, apart.settings).every(({ length }) => length === 1)).toBe(true)
  const plain = sweepOf('v=1&view.strip=alig')
  expect(partsOfOneSeed(plain.base, plain.settings)).toHaveLength(6)
})

it('goes on with what is missing, wherever that is', () => {
  const { base, settings } = sweepOf(MAP)
  const points = trialsOf({ base, settings }).map((trial) => ({ optimizer: 'alig', ...trial }))
  const known = points.filter((_, i) => i % 5 !== 3).reverse()
  const { at, missing, points: found } = finishedTrials(base, settings, known)
  expect(at).toBe(known.length)
  expect(found).toEqual(points.filter((_, i) => i % 5 !== 3))
  expect(missing).toHaveLength(points.length - known.length)
  expect(nextTrials(settings, missing)[0]).toEqual(trialAt(base, settings, 3))
  expect(nextTrials(settings, [])).toEqual([])
})

it('makes valid experiments of every value', () => {
  const links = [
    'v=1&data=spirals&batch=30&view.strip=alig,adam&view.stripX=points:30:1000:4&view.stripY=momentum:0:0.9:3',
    'v=1&view.strip=alig&view.stripX=examples:50:1000:3&view.stripY=batch:10:1000:3',
    'v=1&model=cnn&view.strip=sgd&view.stripX=blocks:1:3:3&view.stripY=radius:1:100:3',
    MAP,
  ]
  for (const link of links) {
    const { base, settings } = sweepOf(link)
    expect(settings.y).toBeDefined()
    for (const trial of trialsOf({ base, settings })) {
      const parsed = parseExperiment(trialExperiment(base, settings, trial))
      expect(parsed.ok ? [] : parsed.sentences).toEqual([])
    }
  }
})

it('takes values over where they belong', () => {
  const { base, settings } = sweepOf(
    'v=1&data=spirals&batch=30&run=alig,momentum:0.5&view.strip=alig,adam&view.stripX=points:90:900:2&view.stripY=momentum:0:0.9:2',
  )
  const values = { points: 900, momentum: 0.9 }
  const made = trialExperiment(base, settings, { values, seed: 1 })
  // All points in use stays all points in use.
  expect(made).toMatchObject({ examples: 900, data: { options: { points: 900 } }, steps: 90 })
  expect(made.runs[0]!.hyper['momentum']).toBe(0.9)
  // Adam has none.
  expect(made.runs[1]).toEqual(base.runs['adam'])
  const batches = sweepOf('v=1&examples=100&view.stripX=batch:10:100:2')
  expect(
    trialsOf(batches).map((trial) => trialSteps(batches.base, batches.settings, trial)),
  ).toEqual([30, 3])
  const steps = sweepOf('v=1&examples=100&view.stripX=batch:10:100:2&view.stripSteps=70')
  expect(trialSteps(steps.base, steps.settings, trialsOf(steps)[0]!)).toBe(70)
})

it('is tested on its way where there is a target', () => {
  const { base, settings } = sweepOf('v=1&view.strip=alig&view.stripTarget=90')
  const [trial] = trialsOf({ base, settings }) as [Trial]
  expect(trialExperiment(base, settings, trial)).toMatchObject({ steps: 300, eval: 12 })
  expect(trialExperiment(base, { ...settings, target: undefined }, trial).eval).toBe(1_000_000)
})

it('says beforehand what it would take, and what is too much', () => {
  const { base, settings } = sweepOf('v=1')
  const seconds = guessedSeconds(base, settings, 6)
  expect(seconds).toBeGreaterThan(10)
  expect(seconds).toBeLessThan(120)
  expect(guessedSeconds(base, settings, 3)).toBeCloseTo(seconds / 2)
  expect(sweepProblem(base, settings)).toBeUndefined()
  const many = sweepOf(
    'v=1&view.strip=alig&view.stripValues=41&view.stripY=noise:0:0.5:41&view.stripSeeds=100',
  )
  expect(sweepProblem(many.base, many.settings)).toMatch(/^These are 168,100 trainings/)
  const large = sweepOf('v=1&model=cnn&batch=1000&view.strip=alig&view.stripX=width:8:64:3')
  expect(sweepProblem(large.base, large.settings)).toBeUndefined()
  const larger = sweepOf('v=1&data=cifar10&model=cnn&batch=1024&view.stripX=width:8:64:3')
  expect(sweepProblem(larger.base, larger.settings)).toMatch(/needs about .* of memory/)
})
