import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { NOT_A_NUMBER, ownRule } from '../../optimizers/ownRules/testing/rules'
import { divergedMessage, whyDiverged } from './divergedMessage'
import { initialState } from '../store/initialState'
import { newSession, type Divergence } from './session'
import type { RunId } from '../../spec/runId'

const sentence = (step: number) =>
  `The loss reached 4e+7 at step ${step}. Try a smaller learning rate.`

function stateWith(link: string, steps: readonly (number | null)[]) {
  const { experiment } = decodeLink(link)
  const state = initialState(experiment, [])
  const runIds = state.runs.map(({ id }) => id)
  const diverged = new Map(
    runIds.flatMap((id, run): [RunId, Divergence][] => {
      const step = steps[run] ?? null
      return step === null ? [] : [[id, { step, sentence: sentence(step) }]]
    }),
  )
  return { ...state, session: newSession({ experiment, runIds, diverged }) }
}

it('says nothing while all runs are well', () => {
  const state = stateWith('run=alig&run=sgd', [])
  expect(divergedMessage(state)).toBeNull()
  expect(whyDiverged(state, state.runs[1]!.id)).toBeNull()
})

it('names the run, the step and the value to lower', () => {
  const state = stateWith('run=alig&run=sgd,lr:100&run=sgd,lr:200', [null, null, 2])
  expect(divergedMessage(state)).toBe('SGD 2 diverged at step 2. Try a smaller lr, then Reset.')
  expect(whyDiverged(state, state.runs[2]!.id)).toBe(
    'The loss reached 4e+7 at step 2. Try a smaller lr, then Reset.',
  )
})

it('does not advise a smaller ball where a rule has no rate', () => {
  const rule = ownRule('Broken', NOT_A_NUMBER)
  const state = stateWith(`run=${rule}&run=sgd`, [4, null])
  expect(divergedMessage(state)).toBe('Broken diverged at step 4. Look at the rule, then Reset.')
  expect(divergedMessage(stateWith(`run=${rule}&run=sgd`, [4, 5]))).toMatch(/smaller lr, then/)
})

it('lists several runs with their steps', () => {
  const state = stateWith('run=alig&run=sgd,name:Fast&run=adam', [7, 2, null])
  expect(divergedMessage(state)).toBe(
    '2 runs diverged: ALI-G at step 7, Fast at step 2. Try a smaller maxLr or lr, then Reset.',
  )
})
