import { Suspense } from 'react'
import { fetched } from '../fetched'
import { Icon } from '../icons'
import { useOpening } from '../useOpening'

const Gallery = fetched(async () => (await import('./Gallery')).Gallery)

/** Opens the gallery of experiments to start from, which is fetched then. */
export function PresetsButton() {
  const { opening, open, close } = useOpening()
  return (
    <div className="popover">
      <button
        id="presets"
        type="button"
        className="button"
        title="Experiments to start from"
        aria-haspopup="dialog"
        onClick={open}
      >
        <Icon name="presets" />
        Presets
      </button>
      {opening !== undefined && (
        <Suspense>
          <Gallery key={opening} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
