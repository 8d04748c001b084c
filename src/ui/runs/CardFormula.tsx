import { lazy, Suspense, useRef, type ComponentType } from 'react'
import type { Rule } from '../../rules/types'
import type { OptionValues } from '../../spec/hyperparameter'
import type { RuleFormulaProps } from '../rules/RuleFormula'
import { showOption } from './showOption'

/** Fetched when a card explains itself; without it the words stand alone. */
const RuleFormula = lazy<ComponentType<RuleFormulaProps>>(() =>
  import('../rules/RuleFormula').then(
    ({ RuleFormula }) => ({ default: RuleFormula }),
    () => ({ default: () => null }),
  ),
)

/** What a run does at its values; a click on one of them leads to its control in the card. */
export function CardFormula({
  rule,
  values,
}: {
  readonly rule: Rule
  readonly values: OptionValues
}) {
  const place = useRef<HTMLDivElement>(null)
  return (
    <div ref={place}>
      <Suspense>
        <RuleFormula
          {...{ rule, values }}
          brief
          onOption={(key) => showOption(place.current?.closest('.card'), key)}
        />
      </Suspense>
    </div>
  )
}
