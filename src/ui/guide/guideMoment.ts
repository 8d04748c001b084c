import { usePlayground } from '../../state/store/store'
import { nextIdle } from '../nextIdle'

const asked = new EventTarget()

/** For what leads to the guide: it is made now, whatever else goes on. */
export const askForGuide = () => void asked.dispatchEvent(new Event('ask'))

/** How long nothing trains before the guide is made: a training that begins sooner is not held up by it. */
export const STILL_MS = 2000

/**
 * Resolves when the guide may be made: when nothing has trained for a while, or as soon as somebody
 * scrolls, searches the page or asks for it. It is longer than the rest of the page, and no picture of the
 * training comes while it is laid out: 300 to 900 ms where the processor is slow.
 */
export function guideMoment(): Promise<void> {
  return new Promise((resolve) => {
    const listening = new AbortController()
    const { signal } = listening
    const end = () => {
      clearTimeout(timer)
      listening.abort()
      unsubscribe()
      resolve()
    }
    const isTraining = () => usePlayground.getState().session.phase === 'training'
    const look = async () => {
      await nextIdle()
      if (!isTraining()) end()
    }
    const lookLater = () => setTimeout(() => void look(), STILL_MS)
    let timer = lookLater()
    const unsubscribe = usePlayground.subscribe(({ session }, previous) => {
      if (session.phase === previous.session.phase) return
      clearTimeout(timer)
      if (!isTraining()) timer = lookLater()
    })
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      if (key === 'f' && (ctrlKey || metaKey)) end()
    }
    addEventListener('scroll', end, { signal, passive: true })
    addEventListener('keydown', onKey, { signal })
    asked.addEventListener('ask', end, { signal })
  })
}
