import { useMemo, type MouseEvent } from 'react'
import { formulasOf, type Formula } from '../../rules/mathml'
import { numericOptions } from '../../rules/numericOptions'
import { simplify } from '../../rules/simplify'
import { specialise } from '../../rules/specialise'
import type { Rule } from '../../rules/types'
import type { OptionValues } from '../../spec/hyperparameter'
import { mathTree } from './mathTree'
import './ruleFormula.css'

export interface RuleFormulaProps {
  readonly rule: Rule
  /** Of its options: those of choices and switches decide what is shown. */
  readonly values: OptionValues
  /** Leaves out what values of 0 and `none` switch off, and lines that only name something. */
  readonly brief?: boolean
  /** What a click on a hyperparameter does. */
  readonly onOption?: ((key: string) => void) | undefined
}

/** Every line of a rule set in type, named in words for those who listen. */
export function RuleFormula({ rule, values, brief = false, onOption }: RuleFormulaProps) {
  const formulas = useMemo(() => {
    const program = specialise(rule, values)
    const options = numericOptions(rule.options, values)
    return formulasOf(brief ? simplify(program, options) : program)
  }, [rule, values, brief])
  const click = (event: MouseEvent) => {
    const key = (event.target as Element).closest('[data-option]')?.getAttribute('data-option')
    if (key) onOption?.(key)
  }
  return (
    <div
      className={`ruleFormula ${onOption ? 'ruleFormula--links' : ''}`}
      // Wide formulas scroll within their place, by keyboard, too.
      tabIndex={0}
      role="group"
      aria-label="Formula"
      {...(onOption ? { onClick: click } : {})}
    >
      {formulas.map((formula, i) => (
        <Line key={i} {...formula} />
      ))}
    </div>
  )
}

const Line = ({ math, words }: Formula) => (
  <math display="block" aria-label={words}>
    {mathTree(math)}
  </math>
)
