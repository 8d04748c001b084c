import { usePlayground } from '../../state/store'
import { Icon, type IconName } from '../icons'

export interface RunButtonsProps {
  readonly run: number
  /** The last run cannot be removed. */
  readonly only: boolean
  readonly hidden: boolean
  readonly onRename: () => void
}

export function RunButtons({ run, only, hidden, onRename }: RunButtonsProps) {
  const { setHidden, duplicateRun, removeRun } = usePlayground((state) => state.actions)
  return (
    <div className="card__buttons">
      <IconButton
        label={hidden ? 'Show' : 'Hide'}
        icon={hidden ? 'hide' : 'show'}
        onClick={() => setHidden(run, !hidden)}
      />
      <IconButton label="Rename" icon="rename" onClick={onRename} />
      <IconButton label="Duplicate" icon="duplicate" onClick={() => duplicateRun(run)} />
      <IconButton label="Remove" icon="remove" disabled={only} onClick={() => removeRun(run)} />
    </div>
  )
}

interface IconButtonProps {
  readonly label: string
  readonly icon: IconName
  readonly disabled?: boolean
  readonly onClick: () => void
}

function IconButton({ label, icon, disabled = false, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button button--icon"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}
