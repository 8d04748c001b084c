import { useState } from 'react'
import { MAX_RUNS } from '../../experiment/limits'
import { findOptimizer } from '../../optimizers/specs'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { SureButton } from '../controls/SureButton'
import { blank, copyOf } from './drafts'
import { forgetRule, useKeptRules } from './keptRules'
import { namesInUse } from './namesInUse'
import { RuleDetails } from './RuleDetails'
import { RuleDialog } from './RuleDialog'
import { closeRuleDialog, openRuleDialog } from './openRule'
import { ruleGroups } from './ruleGroups'
import { RuleList } from './RuleList'

/** Every optimizer that a run can have, with what there is to know of the chosen one. */
export function AddDialog() {
  const kept = useKeptRules((state) => state.ids).flatMap((id) => findOptimizer(id) ?? [])
  const isFull = usePlayground((state) => state.runs.length >= MAX_RUNS)
  const { addRun } = usePlayground((state) => state.actions)
  const groups = ruleGroups(kept)
  const all = groups.flatMap(({ specs }) => specs)
  const [wanted, choose] = useState(all[0]!.id)
  const chosen = all.find(({ id }) => id === wanted) ?? all[0]!
  const values = defaultValues(hyperparametersOf(chosen))
  const add = (id: string) => {
    if (isFull) return
    closeRuleDialog()
    addRun(id)
  }
  return (
    <RuleDialog title="Add a run" className="rules--wide">
      <div className="rules__columns">
        <RuleList groups={groups} chosen={chosen.id} onChoose={choose} onAdd={add} />
        <section className="rules__chosen" aria-label={chosen.label}>
          <h3>{chosen.label}</h3>
          <RuleDetails spec={chosen} values={values} />
        </section>
      </div>
      <div className="rules__buttons">
        <button
          type="button"
          className="button"
          onClick={() => openRuleDialog({ kind: 'edit', draft: blank(namesInUse()) })}
        >
          Write a rule
        </button>
        <span className="rules__gap" />
        {isFull && <p>{MAX_RUNS} runs is the most.</p>}
        {chosen.group === 'yours' && (
          <SureButton
            key={chosen.id}
            label={`Forget ${chosen.label}`}
            sureLabel={`Really forget ${chosen.label}`}
            onSure={() => forgetRule(chosen.id)}
          />
        )}
        <button
          type="button"
          className="button"
          onClick={() =>
            openRuleDialog({ kind: 'edit', draft: copyOf(chosen, values, namesInUse()) })
          }
        >
          Edit a copy
        </button>
        <button type="button" className="button" onClick={closeRuleDialog}>
          Close
        </button>
        <button
          type="button"
          className="button button--primary"
          disabled={isFull}
          onClick={() => add(chosen.id)}
        >
          Add {chosen.label}
        </button>
      </div>
    </RuleDialog>
  )
}
