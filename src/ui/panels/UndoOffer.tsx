import { useEffect, useState } from 'react'
import { usePlayground } from '../../state/store/store'
import { Dismiss } from './Dismiss'

/** How long an offer stays when nobody points at it; Ctrl+Z works as long. */
const OFFERED_FOR = 30_000

/** What was just done, with a way back. Lies over the page, so that nothing moves. */
export function UndoOffer() {
  const notice = usePlayground((state) => state.notices.find(({ undo }) => undo))
  const { undo, dismissNotice } = usePlayground((state) => state.actions)
  const [held, setHeld] = useState(false)
  const id = notice?.id
  useEffect(() => {
    if (id === undefined || held) return
    const timer = setTimeout(() => dismissNotice(id), OFFERED_FOR)
    return () => clearTimeout(timer)
  }, [id, held, dismissNotice])
  return (
    <div
      className="undo"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice && (
        <div className="undo__offer">
          <p>{notice.text}</p>
          <button type="button" className="button" title="Ctrl Z" onClick={() => undo()}>
            Undo
          </button>
          <Dismiss id={notice.id} />
        </div>
      )}
    </div>
  )
}
