import { useCallback, useRef, useState } from 'react'
import { Icon } from '../icons'
import { CopyField } from '../share/CopyField'
import { EmbedWays } from '../share/EmbedWays'
import { QrCode } from '../share/QrCode'
import { useShared, type Shared } from '../share/useShared'
import { useDismiss } from '../useDismiss'
import '../share/share.css'

/** The link, as text, as a QR code, for another page, and through the system's own sheet. */
export function SharePanel() {
  const [isOpen, setIsOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback((refocus: boolean) => {
    setIsOpen(false)
    if (refocus) button.current?.focus()
  }, [])
  useDismiss(root, isOpen, close)

  return (
    <div ref={root} className="popover">
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close(true) : setIsOpen(true))}
      >
        <Icon name="share" />
        Share
      </button>
      {isOpen && (
        <div role="dialog" aria-label="Share this experiment" className="share">
          <ShareWays />
        </div>
      )}
    </div>
  )
}

function ShareWays() {
  const { link: usualLink, lectureLink, embedLink, name } = useShared()
  const [isForLecture, setIsForLecture] = useState(false)
  const link = isForLecture ? lectureLink : usualLink

  return (
    <>
      <p>
        This link holds the whole experiment: data, model, seed, optimizers and every change made
        while training. It opens with the same weights and the same batches; the numbers are equal
        on the same browser and backend, and close elsewhere.
      </p>
      <CopyField name="Link to this experiment" value={link} copy="Copy" isPrimary />
      <label className="check check--small">
        <input
          type="checkbox"
          checked={isForLecture}
          onChange={(event) => setIsForLecture(event.target.checked)}
        />
        opens in lecture mode
      </label>
      <SystemShare link={link} name={name} />
      <QrCode link={link} />
      <EmbedWays {...{ embedLink, name }} />
    </>
  )
}

/** The system's own share sheet, where there is one: mostly on telephones. */
function SystemShare({ link, name }: Pick<Shared, 'link' | 'name'>) {
  const data = { title: name || 'ALI-G Playground', url: link }
  // Absent on most desktops and in insecure contexts, whatever its type says.
  const canShare = (navigator.canShare as Navigator['canShare'] | undefined)?.bind(navigator)
  if (!canShare?.(data)) return null
  const share = () => {
    // Rejects when the sheet is closed without a choice.
    navigator.share(data).catch(() => undefined)
  }
  return (
    <button type="button" className="button share__system" onClick={share}>
      Share by another app
    </button>
  )
}
