import { DEFAULT_OPTIMIZERS } from '../../experiment/defaults'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import { openRuleDialog } from './openRule'

/** The usual three at one press, and a dialog with all of them. */
export function AddRun({ full }: { readonly full: boolean }) {
  const { addRun } = usePlayground((state) => state.actions)
  return (
    <div className="addRun" role="group" aria-label="Add run">
      <span className="addRun__label">{full ? `${MAX_RUNS} runs is the most` : 'Add run'}</span>
      {DEFAULT_OPTIMIZERS.map(optimizerSpec).map((spec) => (
        <button
          key={spec.id}
          type="button"
          className="button button--small"
          aria-label={`Add ${spec.label}`}
          disabled={full}
          onClick={() => addRun(spec.id)}
        >
          {spec.label}
        </button>
      ))}
      <button
        type="button"
        className="button button--small"
        aria-haspopup="dialog"
        onClick={() => openRuleDialog({ kind: 'add' })}
      >
        All rules…
      </button>
    </div>
  )
}
