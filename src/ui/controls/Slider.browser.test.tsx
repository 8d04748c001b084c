import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { NumberOption } from '../../spec/hyperparameter'
import { Slider } from './Slider'

const option: NumberOption = {
  kind: 'number',
  key: 'lr',
  default: 0.1,
  min: 0,
  max: 1000,
  slider: { min: 0.001, max: 10 },
  scale: 'log',
  help: '',
}

/** @param accepts whether a chosen value comes back as the value in force */
async function open(value: number | null, accepts = true) {
  const onChange = vi.fn<(value: number) => void>()
  function Owner() {
    const [current, setCurrent] = useState(value)
    const choose = (next: number) => {
      onChange(next)
      if (accepts) setCurrent(next)
    }
    return <Slider option={option} value={current} onChange={choose} labelledBy="name" />
  }
  const screen = await render(
    <>
      <span id="name">Learning rate</span>
      <Owner />
    </>,
  )
  return { slider: screen.getByRole('slider', { name: 'Learning rate' }), onChange }
}

it('says the value, not the position on the scale', async () => {
  const { slider } = await open(0.1)
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.1')
  const { value, min, max } = slider.element() as HTMLInputElement
  expect(Number(value)).toBe((Number(min) + Number(max)) / 2)
})

it('goes to the next round value with an arrow key and to the ends with Home and End', async () => {
  const { slider, onChange } = await open(0.1)
  slider.element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(0.11))
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.11')
  await userEvent.keyboard('{End}')
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(10))
  await userEvent.keyboard('{Home}')
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(0.001))
})

it('hands on every value of a drag: which of them act is for the state to say', async () => {
  const { slider, onChange } = await open(0.1)
  const input = slider.element() as HTMLInputElement
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  input.focus()
  for (let at = 1; at <= 50; at++) {
    setValue.call(input, String(at))
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  expect(onChange).toHaveBeenCalledTimes(50)
  expect(onChange).toHaveBeenLastCalledWith(0.32)
})

it('stays at the value in force when nobody accepts another one', async () => {
  const { slider, onChange } = await open(0.1, false)
  slider.element().focus()
  await userEvent.keyboard('{End}')
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(10))
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.1')
})

it('cannot be moved where there is no limit', async () => {
  const { slider } = await open(null)
  await expect.element(slider).toBeDisabled()
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'no limit')
})
