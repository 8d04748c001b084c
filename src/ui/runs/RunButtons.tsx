import type { RunId } from '../../spec/runId'
import { usePlayground } from '../../state/store/store'
import { Icon, type IconName } from '../icons'
import { viewRuleOf } from '../rules/viewRuleOf'

export interface RunButtonsProps {
  readonly id: RunId
  /** Its place in the list. */
  readonly place: number
  /** Runs in the experiment; the last one cannot be removed. */
  readonly count: number
  readonly hidden: boolean
  readonly onRename: () => void
}

export function RunButtons({ id, place, count, hidden, onRename }: RunButtonsProps) {
  const { setHidden, duplicateRun, removeRun, moveRun } = usePlayground((state) => state.actions)
  return (
    <div className="card__buttons">
      <IconButton
        label={hidden ? 'Show' : 'Hide'}
        icon={hidden ? 'hide' : 'show'}
        onClick={() => setHidden(id, !hidden)}
      />
      <IconButton label="View rule" icon="rule" onClick={() => viewRuleOf(id)} />
      <IconButton label="Rename" icon="rename" onClick={onRename} />
      <IconButton label="Duplicate" icon="duplicate" onClick={() => duplicateRun(id)} />
      <IconButton
        label="Move up"
        icon="up"
        disabled={place === 0}
        onClick={() => moveRun(id, place - 1)}
      />
      <IconButton
        label="Move down"
        icon="down"
        disabled={place === count - 1}
        onClick={() => moveRun(id, place + 1)}
      />
      <IconButton
        label="Remove"
        icon="remove"
        disabled={count === 1}
        onClick={() => removeRun(id)}
      />
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
      // Still there for the focus that has just pressed it.
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onClick()
      }}
    >
      <Icon name={icon} />
    </button>
  )
}
