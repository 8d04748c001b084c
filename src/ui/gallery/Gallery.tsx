import { useId, useRef, type KeyboardEvent } from 'react'
import { PRESET_GROUPS, presets, type Preset, type PresetGroup } from '../../experiment/presets'
import { usePlayground } from '../../state/store/store'
import { startTour } from '../tour/openScene'
import { useModal } from '../useModal'
import { gridTarget } from './gridTarget'
import { PresetPicture } from './PresetPicture'
import './gallery.css'

export interface GalleryProps {
  readonly onClose: () => void
}

/** All presets, each with its question and a picture of its step sizes. */
export function Gallery({ onClose }: GalleryProps) {
  const { dialog, close, closed } = useModal(onClose)
  const menu = useRef<HTMLDivElement>(null)
  const id = useId()
  const { openLink } = usePlayground((state) => state.actions)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  const press = (event: KeyboardEvent) => {
    const all = items()
    const places = all.map((item) => item.getBoundingClientRect())
    const target = gridTarget(event.key, all.indexOf(document.activeElement as HTMLElement), places)
    if (target === undefined) return
    event.preventDefault()
    all[target]?.focus()
  }

  return (
    <dialog ref={dialog} className="help gallery" aria-labelledby={id} onClose={closed}>
      <div className="gallery__head">
        <h2 id={id}>Presets</h2>
        <button
          type="button"
          className="button button--primary"
          title="Five scenes, each with a question that your own training answers"
          onClick={() => {
            close()
            startTour()
          }}
        >
          Take the tour
        </button>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </div>
      <div ref={menu} role="menu" aria-label="Presets" className="menu" onKeyDown={press}>
        {PRESET_GROUPS.map((group) => (
          <PresetGroupView
            key={group}
            group={group}
            onChoose={({ link }) => {
              close()
              openLink(link)
            }}
          />
        ))}
      </div>
    </dialog>
  )
}

/** As it is called in notes and documents, and as it is written largest on its card. */
const nameOf = ({ title, question }: Preset) =>
  question === title ? title : `${title}: ${question}`

interface PresetGroupProps {
  readonly group: PresetGroup
  readonly onChoose: (preset: Preset) => void
}

function PresetGroupView({ group, onChoose }: PresetGroupProps) {
  const id = useId()
  const members = presets.filter((preset) => preset.group === group)
  return (
    <div role="group" aria-labelledby={id} className="gallery__group">
      <p id={id}>{group}</p>
      {members.map((preset) => (
        <button
          key={preset.id}
          type="button"
          role="menuitem"
          className="gallery__card"
          // One stop for Tab; the arrows move between them.
          tabIndex={preset === presets[0] ? 0 : -1}
          data-first={preset === presets[0] || undefined}
          aria-label={nameOf(preset)}
          aria-description={preset.hint}
          onClick={() => onChoose(preset)}
        >
          <PresetPicture id={preset.id} />
          <span className="gallery__words">
            <strong>{preset.question}</strong>
            {preset.question !== preset.title && <small>{preset.title}</small>}
            <span>{preset.hint}</span>
          </span>
        </button>
      ))}
    </div>
  )
}
