import { expect, it } from 'vitest'
import { notHere } from './notHere'

it('tells a missing network from a server without an answer', () => {
  const words = (isOnline: boolean) => notHere({ label: 'Tiny', kept: 0 }, null, isOnline).message
  expect(words(false)).toContain('Tiny is not on this machine, and there is no network.')
  expect(words(true)).toContain('Tiny is not on this machine, and the server gives no answer.')
})
