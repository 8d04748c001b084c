import { useId } from 'react'
import { AXIS_SCALES, MAX_SWEEP_VALUES } from '../../experiment/viewKeys'
import type { NumberOption } from '../../spec/hyperparameter'
import {
  RATE,
  usualAxis,
  type AxisScale,
  type AxisSetting,
  type SweepAxis,
} from '../../state/sweep/sweepAxis'
import { NumberField } from '../controls/NumberField'
import { writeNumber } from '../controls/readNumber'

const NONE = ''
const PARTS = ['low', 'high', 'values'] as const
type Part = (typeof PARTS)[number]

interface AxisFieldsProps {
  /** "setting", "second setting" */
  readonly name: string
  /** Before the names of its fields, so that those of two axes differ. */
  readonly prefix: string
  readonly axis: SweepAxis | undefined
  /** What can be chosen; the rate first. */
  readonly offered: readonly AxisSetting[]
  /** It may be none. */
  readonly isOptional?: boolean
  readonly onChange: (axis: SweepAxis | undefined) => void
}

/** Why a number cannot be taken over beside the others; undefined where it can. */
function conflict(axis: SweepAxis, part: Part, value: number | null): string | undefined {
  const { low, high }: SweepAxis = { ...axis, [part]: value }
  if (low < high) return undefined
  const what = axis.key === RATE ? 'rate' : 'value'
  return part === 'low'
    ? `${writeNumber(low)} was not taken over. The smallest ${what} has to be below the largest, ${writeNumber(high)}.`
    : `${writeNumber(high)} was not taken over. The largest ${what} has to be above the smallest, ${writeNumber(low)}.`
}

/** The field of one number of an axis. */
function optionOf({ option }: AxisSetting, part: Part): NumberOption {
  if (part !== 'values') {
    const help = `The ${part === 'low' ? 'smallest' : 'largest'} ${option.key}.`
    const { nullable: _, ...always } = option
    return { ...always, key: part === 'low' ? 'from' : 'to', help }
  }
  return {
    ...{ kind: 'number', key: 'values', default: 6, min: 2, max: MAX_SWEEP_VALUES },
    ...{ scale: 'linear', integer: true, help: `So many values of ${option.key}.` },
  }
}

/** Which setting an axis has, from where to where, and how many values of it. */
export function AxisFields(props: AxisFieldsProps) {
  const { name, prefix, axis, offered, isOptional = false, onChange } = props
  const id = useId()
  const setting = offered.find(({ key }) => key === axis?.key)
  const choose = (key: string) => {
    const chosen = offered.find((one) => one.key === key)
    onChange(chosen && usualAxis(chosen))
  }
  return (
    <>
      <div className="sweep__field">
        <label htmlFor={`${id}k`}>{name}</label>
        <select
          id={`${id}k`}
          className="select"
          value={axis?.key ?? NONE}
          onChange={(event) => choose(event.target.value)}
        >
          {isOptional && <option value={NONE}>none</option>}
          {offered.map(({ key }) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
        </select>
      </div>
      {axis &&
        setting &&
        PARTS.map((part) => {
          const option = optionOf(setting, part)
          return (
            <div key={`${axis.key} ${part}`} className="sweep__field" title={option.help}>
              <label htmlFor={id + part}>
                {prefix}
                {option.key}
              </label>
              <NumberField
                id={id + part}
                option={option}
                value={axis[part]}
                describedBy={`${id}${part}h`}
                refuse={(value) => (part === 'values' ? undefined : conflict(axis, part, value))}
                onCommit={(value) => value !== null && onChange({ ...axis, [part]: value })}
              />
              <span id={`${id}${part}h`} className="visually-hidden">
                {option.help}
              </span>
            </div>
          )
        })}
      {axis && axis.key !== RATE && axis.low > 0 && (
        <div className="sweep__field">
          <label htmlFor={`${id}s`}>{prefix}scale</label>
          <select
            id={`${id}s`}
            className="select"
            value={axis.scale}
            onChange={(event) => onChange({ ...axis, scale: event.target.value as AxisScale })}
          >
            {AXIS_SCALES.map((scale) => (
              <option key={scale}>{scale}</option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}
