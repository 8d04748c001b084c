import { expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { NumberOption } from '../../spec/hyperparameter'
import { NumberField } from './NumberField'

const option: NumberOption = {
  kind: 'number',
  key: 'maxLr',
  default: 0.2,
  min: 1e-8,
  max: 1e8,
  slider: { min: 1e-3, max: 100 },
  scale: 'log',
  nullable: true,
  help: '',
}

async function open(value: number | null = 0.2) {
  const onCommit = vi.fn<(value: number | null) => void>()
  const of = (current: number | null) => (
    <>
      <label htmlFor="field">maxLr</label>
      <NumberField id="field" option={option} value={current} onCommit={onCommit} />
    </>
  )
  const screen = await render(of(value))
  const field = screen.getByRole('spinbutton', { name: 'maxLr' })
  return { field, onCommit, screen, show: (next: number | null) => screen.rerender(of(next)) }
}

it('hands on what was typed at Enter, once, and not while it is typed', async () => {
  const { field, onCommit } = await open()
  await field.fill('1,000.5')
  expect(onCommit).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  await userEvent.tab()
  expect(onCommit.mock.calls).toEqual([[1000.5]])
})

it('hands on what was typed when the field is left, and “none” as no limit', async () => {
  const { field, onCommit, show } = await open()
  await field.fill('none')
  await userEvent.tab()
  expect(onCommit.mock.calls).toEqual([[null]])
  await show(null)
  await expect.element(field).toHaveValue('')
  await expect.element(field).toHaveAttribute('aria-valuetext', 'no limit')
})

it('says what is wrong with a text, keeps the value, and forgets it when the value changes', async () => {
  const { field, onCommit, screen, show } = await open()
  await field.fill('fast')
  await userEvent.keyboard('{Enter}')
  const problem = screen.getByRole('alert')
  await expect.element(problem).toHaveTextContent(/“fast”.* It is still 0\.2\.$/)
  await expect.element(field).toHaveAttribute('aria-invalid', 'true')
  await expect.element(field).toHaveAccessibleDescription(/“fast”/)
  // It stays to be corrected.
  await expect.element(field).toHaveValue('fast')
  expect(onCommit).not.toHaveBeenCalled()
  await show(0.5)
  await expect.element(problem).not.toBeInTheDocument()
  await expect.element(field).toHaveAttribute('aria-invalid', 'false')
  await expect.element(field).toHaveValue('0.5')
})

it('changes nothing when it was emptied, or left by Escape', async () => {
  const { field, onCommit } = await open()
  await field.fill('')
  await userEvent.tab()
  await expect.element(field).toHaveValue('0.2')
  await field.fill('7')
  await userEvent.keyboard('{Escape}')
  await userEvent.tab()
  await expect.element(field).toHaveValue('0.2')
  expect(onCommit).not.toHaveBeenCalled()
})

it('steps by a ratio with the arrow keys, from what was typed', async () => {
  const { field, onCommit } = await open()
  await field.click()
  await userEvent.keyboard('{ArrowUp}{ArrowDown}')
  expect(onCommit.mock.calls).toEqual([[0.22], [0.18]])
  await field.fill('10')
  await userEvent.keyboard('{ArrowUp}')
  expect(onCommit).toHaveBeenLastCalledWith(11)
})
