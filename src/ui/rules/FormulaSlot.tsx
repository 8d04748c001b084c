import { Suspense, type ComponentType } from 'react'
import type { Rule } from '../../rules/types'
import type { OptionValues } from '../../spec/hyperparameter'
import { fetched } from '../fetched'

interface FormulaProps {
  readonly rule: Rule
  readonly values: OptionValues
}

type FormulaModule = { readonly RuleFormula: ComponentType<FormulaProps> }

/** Empty where the page has no typeset form of rules; then the text stands alone. */
const [load] = Object.values(import.meta.glob<FormulaModule>('./RuleFormula.tsx'))

const RuleFormula = load && fetched(async () => (await load()).RuleFormula)

/** The typeset form of a rule, beside its text. */
export function FormulaSlot(props: FormulaProps) {
  if (!RuleFormula) return null
  return (
    <Suspense>
      <RuleFormula {...props} />
    </Suspense>
  )
}
