import { useId, useState } from 'react'
import type {
  BooleanOption,
  EnumOption,
  NumberOption,
  OptionSpec,
  OptionValue,
} from '../../spec/hyperparameter'
import { Field } from './Field'
import { valueWithLimit } from './notches'
import { NumberField } from './NumberField'
import { Slider } from './Slider'

export interface OptionControlProps<Spec extends OptionSpec = OptionSpec> {
  readonly option: Spec
  readonly value: OptionValue
  readonly onChange: (value: OptionValue) => void
  /** Numbers get a slider beside the field. */
  readonly slider?: boolean
  readonly explain?: boolean
  /** Words for the values of an enum, where its ids are not meant for people. */
  readonly labels?: Readonly<Record<string, string>>
}

/** The control of one option, whatever its kind, named by its link key. */
export function OptionControl(props: OptionControlProps) {
  const { option, ...rest } = props
  switch (option.kind) {
    case 'number':
      return <NumberControl {...rest} option={option} />
    case 'boolean':
      return <BooleanControl {...rest} option={option} />
    case 'enum':
      return <EnumControl {...rest} option={option} />
  }
}

function NumberControl(props: OptionControlProps<NumberOption>) {
  const { option, onChange, slider = false, explain = false } = props
  const value = typeof props.value === 'number' ? props.value : null
  const id = useId()
  const [control, label, help] = [`${id}c`, `${id}l`, `${id}h`]
  const [limit, setLimit] = useState<number | null>(null)
  const toggleLimit = (off: boolean) => {
    if (off) setLimit(value)
    onChange(off ? null : (limit ?? valueWithLimit(option)))
  }
  const className = slider ? 'field--slider' : 'field--number'
  return (
    <Field
      {...{ className, explain, name: option.key, labelId: label, htmlFor: control }}
      help={option.help}
      helpId={help}
      aside={
        option.nullable && (
          <label className="check check--small">
            <input
              type="checkbox"
              aria-label={`${option.key}: no limit`}
              checked={value === null}
              onChange={(event) => toggleLimit(event.target.checked)}
            />
            no limit
          </label>
        )
      }
    >
      <NumberField {...{ option, value, id: control, describedBy: help }} onCommit={onChange} />
      {slider && <Slider {...{ option, value, onChange, labelledBy: label, describedBy: help }} />}
    </Field>
  )
}

function BooleanControl(props: OptionControlProps<BooleanOption>) {
  const { option, value, onChange, explain = false } = props
  const id = useId()
  return (
    <div className="field field--check">
      <label className="check" title={option.help}>
        <input
          type="checkbox"
          aria-describedby={`${id}h`}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="field__label">{option.key}</span>
      </label>
      <p id={`${id}h`} className={explain ? 'field__help' : 'visually-hidden'}>
        {option.help}
      </p>
    </div>
  )
}

function EnumControl(props: OptionControlProps<EnumOption>) {
  const { option, value, onChange, labels, explain = false } = props
  const id = useId()
  const [control, label, help] = [`${id}c`, `${id}l`, `${id}h`]
  return (
    <Field
      {...{ explain, name: option.key, labelId: label, htmlFor: control, helpId: help }}
      help={option.help}
      className="field--enum"
    >
      <select
        id={control}
        className="select"
        aria-describedby={help}
        value={String(value)}
        onChange={(event) => onChange(event.target.value)}
      >
        {option.values.map((one) => (
          <option key={one} value={one}>
            {labels?.[one] ?? one}
          </option>
        ))}
      </select>
    </Field>
  )
}
