import { useMemo } from 'react'
import { isOwnRule } from '../../optimizers/ownRules/codec'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import type { Note } from '../notes/note'
import { markSeen, useKeptRules } from './keptRules'
import { openRuleDialog } from './openRule'

/** Say that an experiment brings rules that are not among this browser's own, and show them. */
export function useRuleNotes(): readonly Note[] {
  const runs = usePlayground((state) => state.experiment.runs)
  const { ids, seen } = useKeptRules()
  return useMemo(() => {
    const foreign = [...new Set(runs.map(({ optimizer }) => optimizer))].filter(
      (id) => isOwnRule(id) && !ids.includes(id) && !seen.includes(id),
    )
    return foreign.map((optimizer) => ({
      ...{ key: `rule ${optimizer}`, kind: 'info' },
      group: { role: 'group', name: 'Rules that came with the experiment' },
      content: (
        <>
          <strong>
            The experiment brings a rule that somebody typed: {optimizerSpec(optimizer).label}.
          </strong>{' '}
          A rule does arithmetic with weights, gradient and loss, and nothing else.
        </>
      ),
      action: { label: 'View rule', run: () => openRuleDialog({ kind: 'view', optimizer }) },
      dismissLabel: 'Dismiss',
      dismiss: () => markSeen([optimizer]),
    }))
  }, [runs, ids, seen])
}
