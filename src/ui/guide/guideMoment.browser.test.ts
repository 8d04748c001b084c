import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { usePlayground } from '../../state/store/store'
import { guideMoment, STILL_MS } from './guideMoment'
import { goToGuide } from './showGuide'

const initial = usePlayground.getState()
beforeEach(() => usePlayground.setState(initial))

const be = (phase: 'training' | 'paused') =>
  usePlayground.setState(({ session }) => ({ session: { ...session, phase } }))

/** Longer than it waits, with the idle moment after it. */
const LONG_MS = STILL_MS + 1500
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** @returns whether it has come by now */
function watched(): () => boolean {
  let hasCome = false
  void guideMoment().then(() => (hasCome = true))
  return () => hasCome
}

it('comes by itself where nothing trains for a while', async () => {
  const hasCome = watched()
  await wait(STILL_MS / 2)
  expect(hasCome()).toBe(false)
  await expect.poll(hasCome, { timeout: LONG_MS }).toBe(true)
})

it('does not come in a pause, be it the first', async () => {
  const hasCome = watched()
  for (let round = 0; round < 3; round++) {
    await wait(STILL_MS / 2)
    be('training')
    be('paused')
  }
  expect(hasCome()).toBe(false)
  be('training')
  await wait(LONG_MS)
  expect(hasCome()).toBe(false)
  be('paused')
  await expect.poll(hasCome, { timeout: LONG_MS }).toBe(true)
})

it.for([
  ['scrolls', () => window.dispatchEvent(new Event('scroll'))],
  [
    'searches the page',
    () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true })),
  ],
  ['follows a link to it', () => goToGuide()],
] as const)('comes while it trains to somebody who %s', async ([, look]) => {
  be('training')
  onTestFinished(() => be('paused'))
  const hasCome = watched()
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'f' }))
  await wait(100)
  expect(hasCome()).toBe(false)
  look()
  await expect.poll(hasCome).toBe(true)
})
