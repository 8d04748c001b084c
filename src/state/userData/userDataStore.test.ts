import { beforeEach, expect, it } from 'vitest'
import { defaultData } from '../../experiment/defaults'
import type { UserDataSummary } from '../../spec/userData'
import type { Command } from '../../worker/protocol'
import { hold, optionsOf, useUserData, userDataOf } from './userDataStore'

const summary: UserDataSummary = {
  sha256: 'ab'.repeat(32),
  input: { height: 2, width: 2, channels: 1 },
  classNames: ['a', 'b'],
  trainCount: 3,
  testCount: 1,
  mean: [0.5],
  std: [0.25],
  heldOut: true,
  notes: [],
  source: 'two files',
  origin: null,
  splits: [],
  leftOut: [],
  classCounts: null,
}
const data = { id: 'own', options: optionsOf(summary) }

beforeEach(() => useUserData.setState({ held: [] }))

it('gives a load the data under the name that the worker reads', () => {
  expect(userDataOf(data)).toBe('missing')
  const packed = new Blob(['pixels'])
  hold({ summary, packed })
  const brought: Pick<Extract<Command, { type: 'load' }>, 'userData'> = {
    userData: { packed, statistics: { mean: [0.5], std: [0.25] } },
  }
  expect(userDataOf(data)).toEqual(brought)
})

it('has nothing to bring for data that come with the page', () => {
  expect(userDataOf(defaultData('mnist'))).toEqual({})
})
