import { usePlayground } from '../../state/store/store'
import { nextIdle } from '../nextIdle'

const asked = new EventTarget()

/** For what leads to the guide: it is made now, whatever else goes on. */
export const askForGuide = () => void asked.dispatchEvent(new Event('ask'))

/**
 * Resolves when the guide may be made: in an idle moment in which nothing trains, or as soon as somebody
 * scrolls, searches the page or asks for it. It is longer than the rest of the page, and no picture of the
 * training comes while it is laid out: 300 to 600 ms where the processor is slow.
 */
export function guideMoment(): Promise<void> {
  return new Promise((resolve) => {
    const listening = new AbortController()
    const { signal } = listening
    const end = () => {
      listening.abort()
      unsubscribe()
      resolve()
    }
    const isTraining = () => usePlayground.getState().session.phase === 'training'
    const look = async () => {
      await nextIdle()
      if (!isTraining()) end()
    }
    const unsubscribe = usePlayground.subscribe(({ session }, previous) => {
      if (session.phase !== previous.session.phase && !isTraining()) void look()
    })
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      if (key === 'f' && (ctrlKey || metaKey)) end()
    }
    addEventListener('scroll', end, { signal, passive: true })
    addEventListener('keydown', onKey, { signal })
    asked.addEventListener('ask', end, { signal })
    void look()
  })
}
