import type { OptionValues } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { RuleFormula } from './RuleFormula'
import { ruleFacts } from './ruleFacts'
import { RuleText } from './RuleText'

export interface RuleDetailsProps {
  readonly spec: OptimizerSpec
  /** Of its options, where a run has some. */
  readonly values: OptionValues
}

/** What there is to know of a rule: what it does, what it counts on, and the rule itself. */
export function RuleDetails({ spec, values }: RuleDetailsProps) {
  return (
    <div className="ruleDetails">
      <p className="ruleDetails__summary">{spec.summary}</p>
      <div className="ruleDetails__forms">
        <RuleText text={spec.rule.text} />
        <RuleFormula rule={spec.rule} values={values} />
      </div>
      <dl className="ruleDetails__facts">
        <div>
          <dt>Its steps</dt>
          <dd>{ruleFacts(spec)}</dd>
        </div>
        <div>
          <dt>Counts on</dt>
          <dd>{spec.premise}</dd>
        </div>
        {spec.reference && (
          <div>
            <dt>From</dt>
            <dd>
              <a href={spec.reference.url} target="_blank" rel="noreferrer">
                {spec.reference.text}
              </a>
            </dd>
          </div>
        )}
      </dl>
    </div>
  )
}
