import type { RunId } from '../../spec/runId'
import { usePlayground } from '../../state/store/store'
import { Icon, type IconName } from '../icons'
import { Toolbox } from '../Toolbox'
import { viewRuleOf } from '../rules/viewRuleOf'

export interface RunButtonsProps {
  readonly id: RunId
  /** Of the run: every button says whose it is. */
  readonly label: string
  /** Its place in the list. */
  readonly place: number
  /** Runs in the experiment; the last one cannot be removed. */
  readonly count: number
  readonly onRename: () => void
}

/** In or out of the charts. */
export function HideButton(props: {
  readonly id: RunId
  readonly label: string
  readonly hidden: boolean
}) {
  const { id, label, hidden } = props
  const { setHidden } = usePlayground((state) => state.actions)
  return (
    <IconButton
      label={`${hidden ? 'Show' : 'Hide'} ${label}`}
      icon={hidden ? 'hide' : 'show'}
      onClick={() => setHidden(id, !hidden)}
    />
  )
}

/** What is done to a run as a whole. */
export function RunButtons({ id, label, place, count, onRename }: RunButtonsProps) {
  const { duplicateRun, removeRun, moveRun } = usePlayground((state) => state.actions)
  return (
    <Toolbox label={`Actions for ${label}`} className="card__buttons">
      <IconButton label={`View rule of ${label}`} icon="rule" onClick={() => viewRuleOf(id)} />
      <IconButton label={`Rename ${label}`} icon="rename" onClick={onRename} />
      <IconButton label={`Duplicate ${label}`} icon="duplicate" onClick={() => duplicateRun(id)} />
      <IconButton
        label={`Move ${label} up`}
        icon="up"
        disabled={place === 0}
        onClick={() => moveRun(id, place - 1)}
      />
      <IconButton
        label={`Move ${label} down`}
        icon="down"
        disabled={place === count - 1}
        onClick={() => moveRun(id, place + 1)}
      />
      <IconButton
        label={`Remove ${label}`}
        icon="remove"
        disabled={count === 1}
        onClick={() => removeRun(id)}
      />
    </Toolbox>
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
