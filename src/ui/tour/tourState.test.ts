import { afterEach, expect, it } from 'vitest'
import { predict, takeFocus, useTour, willOpen } from './tourState'

afterEach(() => useTour.setState(useTour.getInitialState()))

it('gives the focus to a heading once for every scene that is opened by hand', () => {
  expect(takeFocus()).toBe(false)
  willOpen(2)
  expect(takeFocus()).toBe(true)
  // The panel is made again in another place, or Back leads to a scene.
  expect(takeFocus()).toBe(false)
  willOpen(3)
  expect(takeFocus()).toBe(true)
})

it('forgets what somebody expected of a scene that is opened again, and of no other', () => {
  predict(1, 'rises')
  predict(2, 'falls')
  willOpen(2)
  expect(useTour.getState().expected).toEqual({ 1: 'rises' })
})
