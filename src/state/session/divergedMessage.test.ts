import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { divergedMessage, whyDiverged } from './divergedMessage'
import { newRunStatus } from '../experiment/runList'

const sentence = (step: number) =>
  `The loss reached 4e+7 at step ${step}. Try a smaller learning rate.`

function stateWith(link: string, steps: readonly (number | null)[]) {
  const { experiment } = decodeLink(link)
  const runs = experiment.runs.map((config, run) => {
    const step = steps[run] ?? null
    return {
      ...newRunStatus(config, run),
      diverged: step === null ? null : { step, sentence: sentence(step) },
    }
  })
  return { experiment, runs }
}

it('says nothing while all runs are well', () => {
  const state = stateWith('run=alig&run=sgd', [])
  expect(divergedMessage(state)).toBeNull()
  expect(whyDiverged(state, 1)).toBeNull()
})

it('names the run, the step and the value to lower', () => {
  const state = stateWith('run=alig&run=sgd,lr:100&run=sgd,lr:200', [null, null, 2])
  expect(divergedMessage(state)).toBe('SGD 2 diverged at step 2. Try a smaller lr, then Reset.')
  expect(whyDiverged(state, 2)).toBe(
    'The loss reached 4e+7 at step 2. Try a smaller lr, then Reset.',
  )
})

it('lists several runs with their steps', () => {
  const state = stateWith('run=alig&run=sgd,name:Fast&run=adam', [7, 2, null])
  expect(divergedMessage(state)).toBe(
    '2 runs diverged: ALI-G at step 7, Fast at step 2. Try a smaller maxLr or lr, then Reset.',
  )
})
