import { useMemo } from 'react'
import { isOwnRule } from '../../optimizers/ownRules/codec'
import { optimizerSpec } from '../../optimizers/specs'
import { listed } from '../../spec/listed'
import { usePlayground } from '../../state/store/store'
import { markSeen, useKeptRules } from './keptRules'
import { openRuleDialog } from './openRule'

/** Says that an experiment brings rules that are not among this browser's own, and shows them. */
export function RuleNotice() {
  const runs = usePlayground((state) => state.experiment.runs)
  const { ids, seen } = useKeptRules()
  const foreign = useMemo(
    () =>
      [...new Set(runs.map(({ optimizer }) => optimizer))].filter(
        (id) => isOwnRule(id) && !ids.includes(id) && !seen.includes(id),
      ),
    [runs, ids, seen],
  )
  const labels = foreign.map((id) => optimizerSpec(id).label)
  return (
    <div aria-live="polite">
      {foreign.length > 0 && (
        <div className="pending" role="group" aria-label="Rules that came with the experiment">
          <p>
            <strong>
              The experiment brings {foreign.length === 1 ? 'a rule' : 'rules'} that somebody typed:{' '}
              {listed(labels)}.
            </strong>{' '}
            A rule does arithmetic with weights, gradient and loss, and nothing else.
          </p>
          {foreign.map((id, i) => (
            <button
              key={id}
              type="button"
              className="button button--primary"
              onClick={() => openRuleDialog({ kind: 'view', optimizer: id })}
            >
              {foreign.length === 1 ? 'View rule' : `View ${labels[i]}`}
            </button>
          ))}
          <button type="button" className="button" onClick={() => markSeen(foreign)}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  )
}
