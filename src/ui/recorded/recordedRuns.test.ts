import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { isOpeningExperiment } from '../../experiment/openingExperiment'
import recording from './firstSteps.json'
import { recordedRuns } from './recordedRuns'

it('is of the experiment that the page opens with, 200 steps of each run', () => {
  const { experiment } = decodeLink(recording.link)
  expect(isOpeningExperiment(experiment)).toBe(true)
  expect(recordedRuns).toHaveLength(experiment.runs.length)
  for (const series of recordedRuns) expect(series.endStep).toBe(200)
})

it('has what the charts draw, with the clip where it acted', () => {
  const [alig, sgd] = recordedRuns
  expect(alig!.values('stepSize').every((value) => value > 0 && value <= 0.2 + 1e-6)).toBe(true)
  expect(alig!.values('clipped').some((flag) => flag === 1)).toBe(true)
  expect(alig!.values('loss').at(-1)).toBeLessThan(alig!.values('loss')[0]!)
  expect(new Set(sgd!.values('stepSize'))).toEqual(new Set([Math.fround(0.1)]))
})
