import { useEffect } from 'react'
import { usePlayground } from '../../state/store/store'
import type { Settings } from '../../state/types'
import { isLecture, showLecture } from '../lecture/lectureMode'
import { shortcutOf, type Focus, type Shortcut } from './shortcuts'

const ENCLOSING = 'dialog, [role=dialog], [role=menu], [role=listbox], [role=radiogroup]'

function focusOf(target: EventTarget | null): Focus {
  const element = target instanceof HTMLElement || target instanceof SVGElement ? target : null
  return {
    tag: element?.tagName.toUpperCase() ?? '',
    type: element instanceof HTMLInputElement ? element.type : '',
    role: element?.getAttribute('role') ?? '',
    editable: element instanceof HTMLElement && element.isContentEditable,
    focusable: element?.hasAttribute('tabindex') ?? false,
    enclosed:
      (element?.closest(ENCLOSING) ?? null) !== null ||
      // Not `:modal` alone, which a chart on the whole screen is as well.
      document.querySelector('dialog:modal') !== null,
  }
}

/** Keys of an embedded page, which has the buttons of these alone. */
const EMBEDDED: readonly Shortcut[] = ['train', 'reset', 'undo']
/** In the lecture mode the dialog with the keys is out of sight. */
const IN_LECTURE: readonly Shortcut[] = ['train', 'step', 'reset', 'undo', 'lecture']

function possible({ embed, view }: Settings): readonly Shortcut[] | null {
  if (embed) return EMBEDDED
  return isLecture(view) ? IN_LECTURE : null
}

/** Keys of the whole page. */
export function useShortcuts(openHelp: () => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, focusOf(event.target))
      if (!shortcut) return
      const { actions, wantsTraining, experiment } = usePlayground.getState()
      if (possible(experiment)?.includes(shortcut) === false) return
      // What fills the screen stays there until it is left.
      if (shortcut === 'lecture' && document.querySelector('.chart--full')) return
      event.preventDefault()
      const acts = {
        train: () => (wantsTraining ? actions.pause() : actions.train()),
        step: () => actions.stepOnce(),
        reset: () => actions.reset(),
        undo: () => actions.undo(),
        lecture: () => showLecture(!isLecture(experiment.view)),
        help: openHelp,
      }
      acts[shortcut]()
    }
    document.addEventListener('keydown', down)
    return () => document.removeEventListener('keydown', down)
  }, [openHelp])
}
