import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { MAX_RUNS } from '../../experiment/limits'
import { MAX_RULE_NAME } from '../../optimizers/ownRules/codec'
import type { Place } from '../../rules/types'
import { hyperparametersOf } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { checkDraft } from './checkDraft'
import { CodeField } from './CodeField'
import { indexOf, wordEnd } from './codePlaces'
import { DraftPreview } from './DraftPreview'
import { keepRule } from './keptRules'
import { LanguageInShort } from './LanguageInShort'
import { LeaveQuestion } from './LeaveQuestion'
import { valuesFor } from './previewValues'
import { ProblemList } from './ProblemList'
import { RuleDialog } from './RuleDialog'
import { closeRuleDialog, type Draft } from './openRule'

/** Writing a rule: its text, what is wrong with it, and the controls that it will have. */
export function EditDialog({ draft }: { readonly draft: Draft }) {
  const [name, setName] = useState(draft.name)
  const [text, setText] = useState(draft.text)
  const [values, setValues] = useState(draft.values)
  const [isLeaving, setLeaving] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const checked = useChecked(name, text)
  const problems = 'problems' in checked ? checked.problems : []
  const { addRun, setRule } = usePlayground((state) => state.actions)
  const isFull = usePlayground((state) => state.runs.length >= MAX_RUNS)
  const isRun = draft.run !== undefined
  const canAct = isRun || !isFull
  const isChanged = name !== draft.name || text !== draft.text || values !== draft.values
  useUnsaved(isChanged)

  const stay = () => {
    setLeaving(false)
    field.current?.focus()
  }
  const leave = () => {
    if (!isChanged) closeRuleDialog()
    else if (isLeaving) stay()
    else setLeaving(true)
  }
  const jump = (place: Place) => {
    const from = indexOf(text, place)
    field.current?.focus()
    field.current?.setSelectionRange(from, wordEnd(text, from))
  }
  const save = () => {
    // Not the one that is shown, which may be a letter behind.
    const now = checkDraft(name, text)
    if ('problems' in now) {
      const place = now.problems.find((one) => one.place)?.place
      if (place) jump(place)
      return
    }
    const hyper = valuesFor(hyperparametersOf(now.spec), values)
    keepRule(now.id, draft.former)
    if (draft.run !== undefined) setRule(draft.run, now.id, hyper)
    else if (!isFull) addRun(now.id, hyper)
    closeRuleDialog()
  }

  return (
    <RuleDialog
      title={isRun ? `Edit the rule of ${draft.name}` : 'Write a rule'}
      className="rules--wide"
      onLeave={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          save()
        }
      }}
    >
      <div className="rules__columns rules__columns--edit">
        <div className="editor">
          <label className="editor__name">
            <span>Name</span>
            <input
              className="number"
              value={name}
              maxLength={MAX_RULE_NAME}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <p id={`${id}t`} className="editor__label">
            Rule
          </p>
          <CodeField
            {...{ value: text, onChange: setText, field }}
            labelledBy={`${id}t`}
            describedBy={`${id}p`}
            wrongLines={new Set(problems.flatMap(({ place }) => place?.line ?? []))}
          />
          <p id={`${id}p`} className="editor__verdict" aria-live="polite">
            {verdictOf(problems.length)}
          </p>
          <ProblemList problems={problems} onJump={jump} />
          <LanguageInShort />
        </div>
        <DraftPreview checked={checked} values={values} onChange={setValues} />
      </div>
      {isLeaving ? (
        <LeaveQuestion onStay={stay} onLeave={closeRuleDialog} />
      ) : (
        <div className="rules__buttons">
          <p className="rules__hint">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd> saves, <kbd>Esc</kbd> leaves
          </p>
          <span className="rules__gap" />
          {!canAct && <p>{MAX_RUNS} runs is the most; the rule is kept under Yours.</p>}
          <button type="button" className="button" onClick={leave}>
            Cancel
          </button>
          <button
            type="button"
            className="button button--primary"
            aria-disabled={problems.length > 0}
            onClick={save}
          >
            {isRun ? 'Save the rule' : canAct ? 'Save and add a run' : 'Save'}
          </button>
        </div>
      )}
    </RuleDialog>
  )
}

/** Checked as it is typed, and where that is slow a moment later. */
function useChecked(name: string, text: string) {
  const [lateName, lateText] = [useDeferredValue(name), useDeferredValue(text)]
  return useMemo(() => checkDraft(lateName, lateText), [lateName, lateText])
}

/** Asks before the page is left or reloaded. */
function useUnsaved(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
}

function verdictOf(count: number): string {
  if (count === 0) return 'The rule can be used.'
  return count === 1 ? 'One mistake:' : `${count} mistakes:`
}
