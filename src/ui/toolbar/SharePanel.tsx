import { useCallback, useRef, useState } from 'react'
import { Icon } from '../icons'
import { CopyField } from '../share/CopyField'
import { EmbedWays, type EmbedShown } from '../share/EmbedWays'
import { QrCode } from '../share/QrCode'
import { useDismiss } from '../useDismiss'
import '../share/share.css'

/** What is offered, made when the panel opens. */
export interface Shared {
  /** The address of this experiment. */
  readonly link: string
  /** The same, opened in the lecture mode. */
  readonly lectureLink: string
  /** The same with `embed=1`, and what an embedded page shows of it. */
  readonly embedLink: (shown: EmbedShown) => string
  /** Of the experiment; may be empty. */
  readonly name: string
}

export interface SharePanelProps {
  readonly makeShared: () => Shared
}

/** The link, as text, as a QR code, for another page, and through the system's own sheet. */
export function SharePanel({ makeShared }: SharePanelProps) {
  const [shared, setShared] = useState<Shared | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback((refocus: boolean) => {
    setShared(null)
    if (refocus) button.current?.focus()
  }, [])
  useDismiss(root, shared !== null, close)

  return (
    <div ref={root} className="popover">
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={shared !== null}
        onClick={() => (shared ? close(true) : setShared(makeShared()))}
      >
        <Icon name="share" />
        Share
      </button>
      {shared && (
        <div role="dialog" aria-label="Share this experiment" className="share">
          <ShareWays {...shared} />
        </div>
      )}
    </div>
  )
}

function ShareWays({ link: usualLink, lectureLink, embedLink, name }: Shared) {
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
