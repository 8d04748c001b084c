import { whyInactive, type OptionSpec, type OptionValues } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { OptionControl } from '../controls/OptionControl'
import type { CheckedDraft } from './checkDraft'
import { RuleFormula } from './RuleFormula'
import { valuesFor } from './previewValues'
import { ruleFacts } from './ruleFacts'

export interface DraftPreviewProps {
  readonly checked: CheckedDraft
  readonly values: OptionValues
  readonly onChange: (values: OptionValues) => void
}

/** What comes of the text: its typeset form, what the page finds out about it, and its controls. */
export function DraftPreview({ checked, values, onChange }: DraftPreviewProps) {
  if ('problems' in checked)
    return (
      <section className="preview" aria-label="Preview">
        <p className="preview__none">Its controls appear here when the text is a rule.</p>
      </section>
    )
  return <Preview spec={checked.spec} values={values} onChange={onChange} />
}

function Preview({
  spec,
  values,
  onChange,
}: Pick<DraftPreviewProps, 'values' | 'onChange'> & { readonly spec: OptimizerSpec }) {
  const current = valuesFor(spec.hyperparameters, values)
  const control = (option: OptionSpec) => (
    <OptionControl
      key={option.key}
      option={option}
      value={current[option.key] ?? null}
      onChange={(value) => onChange({ ...values, [option.key]: value })}
      layout="wide"
      unused={whyInactive(option, current)}
    />
  )
  return (
    <section className="preview" aria-label="Preview">
      <RuleFormula rule={spec.rule} values={current} />
      <p className="preview__facts">{ruleFacts(spec)}</p>
      {spec.hyperparameters.length > 0 && (
        <>
          <h3>It starts with</h3>
          {spec.hyperparameters.map(control)}
        </>
      )}
    </section>
  )
}
