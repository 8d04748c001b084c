import { notify } from '../../state/store/notify'
import { usePlayground } from '../../state/store/store'
import { willOpen } from './tourState'

/** Opens a scene of the tour as a preset is opened: a clean page, with a way back. */
export async function openScene(number: number): Promise<void> {
  const loaded = await import('./scenes').catch((error: unknown) => {
    console.error(error)
    notify(
      'warning',
      'The tour could not be opened: a part of this page did not arrive. Check the connection and try again.',
    )
    return null
  })
  const scene = loaded?.scenes[number - 1]
  if (!scene) return
  willOpen(number)
  usePlayground.getState().actions.openLink(`${scene.link}&view.tour=${number}`)
}

export const startTour = (): void => void openScene(1)

/** The page stays as it is. */
export function leaveTour(): void {
  usePlayground.getState().actions.setView('tour', null)
  document.getElementById('presets')?.focus()
}
