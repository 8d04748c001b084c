/** What the page knows of the tour beside the link, which says what scene is open. */
import { create } from 'zustand'
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'

interface TourState {
  /** By the scene's number: the choice that somebody expects. */
  readonly expected: Readonly<Record<number, string>>
  /** Scenes opened by a press of a button, which gives the focus to their heading. */
  readonly opened: number
}

export const useTour = create<TourState>()(() => ({ expected: {}, opened: 0 }))

export function predict(scene: number, choice: string): void {
  const { expected } = useTour.getState()
  useTour.setState({ expected: { ...expected, [scene]: choice } })
}

/** Number of the scene that is open, from 1; undefined outside of the tour. */
export const useSceneNumber = (): number | undefined =>
  usePlayground(({ experiment }) => viewValue(experiment.view, 'tour'))
