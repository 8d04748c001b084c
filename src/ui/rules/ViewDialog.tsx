import { optimizerSpec } from '../../optimizers/specs'
import { isOwnRule } from '../../optimizers/ownRules/codec'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import type { RunId } from '../../spec/runId'
import { usePlayground } from '../../state/store/store'
import { goToGuide } from '../guide/showGuide'
import { copyOf, editOf } from './drafts'
import { keepRule, useKeptRules } from './keptRules'
import { LanguageInShort } from './LanguageInShort'
import { namesInUse } from './namesInUse'
import { RuleDetails } from './RuleDetails'
import { RuleDialog } from './RuleDialog'
import { closeRuleDialog, openRuleDialog } from './openRule'

export interface ViewDialogProps {
  readonly optimizer: string
  /** Where it is the rule of a run. */
  readonly run?: RunId
}

/** A rule to read; from here a copy of it is edited, or it is itself where it is a person's own. */
export function ViewDialog({ optimizer, run }: ViewDialogProps) {
  const spec = optimizerSpec(optimizer)
  const current = usePlayground((state) => state.runs.find(({ id }) => id === run)?.current)
  const isKept = useKeptRules((state) => state.ids.includes(optimizer))
  // The page of somebody else has charts and Train only, and neither cards nor guide.
  const embed = usePlayground((state) => state.experiment.embed)
  const isOwn = isOwnRule(optimizer)
  const values = current ?? defaultValues(hyperparametersOf(spec))
  return (
    <RuleDialog title={`Rule of ${spec.label}`} className="rules--wide">
      <RuleDetails spec={spec} values={values} />
      <LanguageInShort />
      {!embed && <GuideLink />}
      <div className="rules__buttons">
        {!embed && isOwn && !isKept && (
          <button type="button" className="button" onClick={() => keepRule(optimizer)}>
            Keep under Yours
          </button>
        )}
        <span className="rules__gap" />
        {!embed && isOwn && run !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() => openRuleDialog({ kind: 'edit', draft: editOf(spec, values, run) })}
          >
            Edit this rule
          </button>
        )}
        {!embed && (
          <button
            type="button"
            className="button"
            onClick={() =>
              openRuleDialog({ kind: 'edit', draft: copyOf(spec, values, namesInUse()) })
            }
          >
            Edit a copy
          </button>
        )}
        <button
          type="button"
          className="button button--primary"
          data-first
          onClick={closeRuleDialog}
        >
          Close
        </button>
      </div>
    </RuleDialog>
  )
}

const GuideLink = () => (
  <p>
    <a
      href="#guide"
      onClick={(event) => {
        event.preventDefault()
        closeRuleDialog()
        // Once the dialog is gone: until then nothing else can have the focus.
        requestAnimationFrame(() => goToGuide('guide-rules'))
      }}
    >
      Rules in the guide
    </a>
    : which there are, what they count on, and the language they are written in.
  </p>
)
