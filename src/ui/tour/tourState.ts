/** What the page knows of the tour beside the link, which says what scene is open. */
import { create } from 'zustand'

interface TourState {
  /** By the scene's number: the choice that somebody expects. */
  readonly expected: Readonly<Record<number, string>>
  /** A press of a button has opened a scene, whose heading is to have the focus. */
  readonly isToFocus: boolean
}

export const useTour = create<TourState>()(() => ({ expected: {}, isToFocus: false }))

export function predict(scene: number, choice: string): void {
  const { expected } = useTour.getState()
  useTour.setState({ expected: { ...expected, [scene]: choice } })
}

/** A scene is about to be opened by a press of a button: nobody has said yet what to expect. */
export const willOpen = (scene: number): void =>
  useTour.setState(({ expected: { [scene]: _, ...expected } }) => ({ expected, isToFocus: true }))

/** Whether the heading is to have the focus, which is said once for every press. */
export function takeFocus(): boolean {
  const { isToFocus } = useTour.getState()
  if (isToFocus) useTour.setState({ isToFocus: false })
  return isToFocus
}
