import { useMemo } from 'react'
import { formatValue } from '../../charts/format'
import { formatNumber } from '../../experiment/optionText'
import { explainedStep, type ExplainedLine } from '../../rules/explainedStep'
import { optionsAt } from '../../rules/optionsAt'
import type { MathElement } from '../../rules/mathml'
import { numericOptions } from '../../rules/numericOptions'
import { simplify } from '../../rules/simplify'
import { specialise } from '../../rules/specialise'
import type { OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { mathTree } from '../rules/mathTree'
import { fateOf, recordedOf, type StepNumbers } from './stepNumbers'

/** As wide as a digit. */
const FIGURE_SPACE = '\u2007'

export interface StepFormulaProps {
  readonly spec: OptimizerSpec
  readonly numbers: StepNumbers
}

/** The rule with the numbers of one step in it. */
export function StepFormula({ spec, numbers }: StepFormulaProps) {
  if (numbers.skipped)
    return (
      <p className="anatomy__verdict">
        This step was skipped: the loss or the gradient was not a finite number.
      </p>
    )
  return <TakenStep {...{ spec, numbers }} />
}

/** What became of the step, in a word or two. */
export function StepTag({ spec, numbers }: StepFormulaProps) {
  if (numbers.skipped) return <span className="anatomy__tag">skipped</span>
  const fate = fateOf(numbers)
  if (fate === undefined) return null
  return fate === 'clipped' ? (
    <span className="anatomy__tag">clipped to {spec.limitKey ?? 'its limit'}</span>
  ) : (
    <span className="anatomy__tag anatomy__tag--whole">taken whole</span>
  )
}

/** The rule as it is read with these values, which are another object at every step. */
function useReadProgram(spec: OptimizerSpec, values: OptionValues) {
  const text = JSON.stringify(values)
  return useMemo(() => {
    const same = JSON.parse(text) as OptionValues
    return simplify(specialise(spec.rule, same), numericOptions(hyperparametersOf(spec), same))
  }, [spec, text])
}

function TakenStep({ spec, numbers }: StepFormulaProps) {
  const stepsPerEpoch = usePlayground(({ session }) => session.stepsPerEpoch)
  const { step, loss, gradNormSq, values, stepSize } = numbers
  const program = useReadProgram(spec, values)
  const options = optionsAt(spec, values, step, stepsPerEpoch)
  const known = { loss, gradNormSq, options, recorded: recordedOf(numbers) }
  const { lines, unknown } = explainedStep(program, known, (value, isOption) =>
    isOption ? formatNumber(Number(value.toPrecision(6))) : formatValue(value),
  )
  const memory = program.states.filter(({ shape }) => shape === 'vector').map(({ name }) => name)
  return (
    <>
      <div className="anatomy__formulas">
        {lines.map((line, i) => (
          <Line key={i} {...line} />
        ))}
        {lines.length === 0 && (
          <p className="anatomy__formula">
            <span>{spec.fixedRateKey ?? 'step size'} =</span>
            <Value value={stepSize} />
          </p>
        )}
      </div>
      <Remarks {...{ spec, numbers, memory, unknown }} />
    </>
  )
}

interface RemarksProps extends StepFormulaProps {
  /** Vectors that carry earlier steps on. */
  readonly memory: readonly string[]
  readonly unknown: readonly string[]
}

/** What the formula alone does not say. */
function Remarks({ spec, numbers, memory, unknown }: RemarksProps) {
  const { loss, gradNormSq, effectiveStep } = numbers
  const movedByPast = spec.alongGradient && memory.length > 0
  if (spec.usesLoss && spec.alongGradient && !movedByPast && unknown.length === 0) return null
  return (
    <p className="anatomy__words">
      {!spec.usesLoss && (
        <>
          The loss of <Num value={loss} /> plays no part in it.{' '}
        </>
      )}
      {!spec.alongGradient && (
        <>
          Every weight has a step of its own. Together they move as far as a gradient step of{' '}
          <Num value={effectiveStep} />.{' '}
        </>
      )}
      {movedByPast && (
        <>
          Earlier steps move the weights, too, by what they left in <Names of={memory} />.{' '}
        </>
      )}
      {unknown.length > 0 && (
        <>
          <Names of={unknown} /> {unknown.length === 1 ? 'comes' : 'come'} from earlier steps or
          from sums over all weights, which are not recorded.{' '}
        </>
      )}
      {!spec.usesLoss && (
        <>
          ALI-G would look at loss / ‖<i>g</i>‖² = <Num value={loss / gradNormSq} />.
        </>
      )}
    </p>
  )
}

/** Longest number of a step, in characters: 9.52e-4. */
const NUMBER_LENGTH = 7
/** Of an option, most often: 1e-5, 0.05. */
const OPTION_LENGTH = 4

/** Numbers in room of one width, at its right end: they change from step to step and by hand. */
function steady(of: MathElement): MathElement {
  const kind = of.attributes?.['data-number']
  if (kind === undefined)
    return {
      ...of,
      children: of.children.map((child) => (typeof child === 'string' ? child : steady(child))),
    }
  const length = kind === 'option' ? OPTION_LENGTH : NUMBER_LENGTH
  const padded = of.children.map((child) =>
    typeof child === 'string' ? child.padStart(length, FIGURE_SPACE) : child,
  )
  const number = { ...of, children: padded }
  if (kind === 'option') return number
  return { tag: 'mpadded', attributes: { width: '3.9em' }, children: [number] }
}

/** name = formula = the same with numbers = value */
function Line({ name, formula, numbers, value, words }: ExplainedLine) {
  return (
    <p className="anatomy__formula">
      <span className="visually-hidden">
        {words}: {formatValue(value)}
      </span>
      <span className="anatomy__parts" aria-hidden>
        <math displaystyle="true">
          {mathTree(name)}
          <mo>=</mo>
          {mathTree(formula, 1)}
        </math>
        {numbers && (
          <math displaystyle="true">
            <mo>=</mo>
            {mathTree(steady(numbers), 1)}
          </math>
        )}
        <span>=</span>
        <Value value={value} />
      </span>
    </p>
  )
}

const Names = ({ of }: { readonly of: readonly string[] }) =>
  of.map((name, i) => (
    <span key={name}>
      {i > 0 && (i === of.length - 1 ? ' and ' : ', ')}
      <code>{name}</code>
    </span>
  ))

const Value = ({ value }: { readonly value: number }) => (
  <strong>
    <Num value={value} />
  </strong>
)

/** A number that takes the same room whatever it is. */
const Num = ({ value }: { readonly value: number }) => (
  <span className="anatomy__number">{formatValue(value)}</span>
)
