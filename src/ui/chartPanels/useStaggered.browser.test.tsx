import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { useStaggered } from './useStaggered'

/** More frames than a test waits for. */
const FAR = 10_000

function Shown({ value, place }: { readonly value: number; readonly place: number }) {
  return <output>{useStaggered(value, place)}</output>
}

it('shows a value at once when turns are no longer taken, and goes on from it', async () => {
  const screen = await render(<Shown value={1} place={FAR} />)
  const text = () => screen.container.textContent
  await screen.rerender(<Shown value={2} place={FAR} />)
  expect(text()).toBe('1')
  await screen.rerender(<Shown value={3} place={0} />)
  expect(text()).toBe('3')
  await screen.rerender(<Shown value={3} place={FAR} />)
  expect(text()).toBe('3')
})
