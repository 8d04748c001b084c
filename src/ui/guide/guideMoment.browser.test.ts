import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { usePlayground } from '../../state/store/store'
import { guideMoment } from './guideMoment'
import { goToGuide } from './showGuide'

const initial = usePlayground.getState()
beforeEach(() => usePlayground.setState(initial))

const be = (phase: 'training' | 'paused') =>
  usePlayground.setState(({ session }) => ({ session: { ...session, phase } }))

/** Longer than an idle moment may be waited for. */
const LONG_MS = 1500

/** @returns whether it has come by now */
function watched(): () => boolean {
  let hasCome = false
  void guideMoment().then(() => (hasCome = true))
  return () => hasCome
}

it('comes by itself where nothing trains', async () => {
  await expect.poll(watched(), { timeout: LONG_MS }).toBe(true)
})

it('waits for training to stand still, and not for a moment alone', async () => {
  be('training')
  const hasCome = watched()
  be('paused')
  be('training')
  await new Promise((resolve) => setTimeout(resolve, LONG_MS))
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
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(hasCome()).toBe(false)
  look()
  await expect.poll(hasCome).toBe(true)
})
