import type { ReactNode } from 'react'
import { formatValue } from '../../charts/format'
import { formatNumber } from '../../experiment/optionText'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { StepNumbers } from './stepNumbers'

export interface StepFormulaProps {
  readonly spec: OptimizerSpec
  readonly numbers: StepNumbers
}

const optionNumber = (value: unknown) => (typeof value === 'number' ? value : 0)

/** The rule with the numbers of one step in it. */
export function StepFormula({ spec, numbers }: StepFormulaProps) {
  if (numbers.skipped)
    return (
      <p className="anatomy__verdict">
        This step was skipped: the loss or the gradient was not a finite number.
      </p>
    )
  if (spec.hasUnclipped) return <PolyakStep numbers={numbers} />
  return <PlainStep spec={spec} numbers={numbers} />
}

/** What became of the step, in a word or two. */
export function StepTag({ spec, numbers: { skipped, clipped } }: StepFormulaProps) {
  if (skipped) return <span className="anatomy__tag">skipped</span>
  if (!spec.hasUnclipped) return null
  return (
    <span className={clipped ? 'anatomy__tag' : 'anatomy__tag anatomy__tag--whole'}>
      {clipped ? 'clipped to maxLr' : 'taken whole'}
    </span>
  )
}

/** With a clip: the fraction, then the clip. */
function PolyakStep({ numbers }: { readonly numbers: StepNumbers }) {
  const { loss, gradNormSq, unclipped, stepSize, maxLr, values } = numbers
  const limit = maxLr === Infinity ? 'no limit' : formatNumber(Number(maxLr.toPrecision(6)))
  return (
    <div className="anatomy__formulas">
      <p className="anatomy__formula">
        <Fraction
          above="loss"
          below={
            <>
              ‖<i>g</i>‖² + eps
            </>
          }
        />
        <span>=</span>
        <Fraction
          above={<Num value={loss} />}
          below={
            <>
              <Num value={gradNormSq} /> + {formatNumber(optionNumber(values['eps']))}
            </>
          }
        />
        <span>=</span>
        <Num value={unclipped} />
      </p>
      <p className="anatomy__formula">
        <span>
          <i>γ</i> = min(
          <Num value={unclipped} />, <span className="anatomy__limit">{limit}</span>) =
        </span>
        <strong>
          <Num value={stepSize} />
        </strong>
      </p>
      <Momentum values={values} />
    </div>
  )
}

/** Other rules, in words, beside what the loss would have asked for. */
function PlainStep({ spec, numbers }: StepFormulaProps) {
  const { stepSize, loss, gradNormSq, effectiveStep, values } = numbers
  return (
    <>
      <p className="anatomy__formula">
        <span>{spec.rateKey} =</span>
        <strong>
          <Num value={stepSize} />
        </strong>
      </p>
      <p className="anatomy__words">
        {spec.alongGradient ? (
          <>
            The loss of <Num value={loss} /> plays no part in it.
          </>
        ) : (
          <>
            Every weight has a step of its own. Together they move as far as a gradient step of{' '}
            <Num value={effectiveStep} />.
          </>
        )}{' '}
        ALI-G would look at loss / ‖<i>g</i>‖² = <Num value={loss / gradNormSq} />.
      </p>
      {spec.alongGradient && <Momentum values={values} />}
    </>
  )
}

function Momentum({ values }: Pick<StepNumbers, 'values'>) {
  const momentum = optionNumber(values['momentum'])
  if (momentum === 0) return null
  return (
    <p className="anatomy__words">Momentum adds {formatNumber(momentum)} of the last move to it.</p>
  )
}

function Fraction({ above, below }: { readonly above: ReactNode; readonly below: ReactNode }) {
  return (
    <span className="anatomy__fraction">
      <span>{above}</span>
      <span className="visually-hidden"> divided by </span>
      <span>{below}</span>
    </span>
  )
}

/** A number that takes the same room whatever it is. */
const Num = ({ value }: { readonly value: number }) => (
  <span className="anatomy__number">{formatValue(value)}</span>
)
