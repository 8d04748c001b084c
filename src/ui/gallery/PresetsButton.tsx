import { Suspense, useState } from 'react'
import { fetched } from '../fetched'
import { Icon } from '../icons'

const Gallery = fetched(async () => (await import('./Gallery')).Gallery)

/** Opens the gallery of experiments to start from, which is fetched then. */
export function PresetsButton() {
  const [open, setOpen] = useState(false)
  return (
    <div className="popover">
      <button
        id="presets"
        type="button"
        className="button"
        title="Experiments to start from"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="presets" />
        Presets
      </button>
      {open && (
        <Suspense>
          <Gallery onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
