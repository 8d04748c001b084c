import { useEffect } from 'react'
import { usePlayground } from '../../state/store'
import { shortcutOf, type Focus } from './shortcuts'

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
      (element?.closest(ENCLOSING) ?? null) !== null || document.querySelector(':modal') !== null,
  }
}

/** Keys of the whole page; in an embedded one only Train and Pause. */
export function useShortcuts(openHelp: () => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, focusOf(event.target))
      if (!shortcut) return
      const { actions, wantsTraining, experiment } = usePlayground.getState()
      if (experiment.embed && shortcut !== 'train') return
      event.preventDefault()
      const acts = {
        train: () => (wantsTraining ? actions.pause() : actions.train()),
        step: () => actions.stepOnce(),
        reset: () => actions.reset(),
        undo: () => actions.undo(),
        help: openHelp,
      }
      acts[shortcut]()
    }
    document.addEventListener('keydown', down)
    return () => document.removeEventListener('keydown', down)
  }, [openHelp])
}
