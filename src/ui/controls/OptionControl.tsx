import { useId, useState } from 'react'
import type {
  BooleanOption,
  EnumOption,
  NumberOption,
  OptionSpec,
  OptionValue,
} from '../../spec/hyperparameter'
import { BackToDefault } from './BackToDefault'
import { Field, PENDING, PendingMark, type FieldLayout } from './Field'
import { valueWithLimit } from './sliderStops'
import { NumberField } from './NumberField'
import { Slider } from './Slider'

export interface OptionControlProps<Spec extends OptionSpec = OptionSpec> {
  readonly option: Spec
  readonly value: OptionValue
  readonly onChange: (value: OptionValue) => void
  /** In `wide` and `row` numbers get a slider beside the field. */
  readonly layout?: FieldLayout
  /** Why the value has no effect now, as a sentence. */
  readonly unused?: string | undefined
  readonly explain?: boolean
  /** The value waits for a reset. */
  readonly pending?: boolean
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
    case 'text':
      return null
    case 'enum':
      return <EnumControl {...rest} option={option} />
  }
}

function NumberControl(props: OptionControlProps<NumberOption>) {
  const { option, onChange, layout = 'stack', explain = false, unused, pending } = props
  const value = typeof props.value === 'number' ? props.value : null
  const id = useId()
  const [control, label, help] = [`${id}c`, `${id}l`, `${id}h`]
  const [limit, setLimit] = useState<number | null>(null)
  const toggleLimit = (off: boolean) => {
    if (off) setLimit(value)
    onChange(off ? null : (limit ?? valueWithLimit(option)))
  }
  // The value itself comes first where it is looked for first: by the keyboard, too.
  const isValueFirst = layout === 'wide'
  const beside = (
    <>
      <BackToDefault {...{ option, value, onChange }} />
      {option.nullable && (
        <label className="check check--small field__limit" title="No limit">
          <input
            type="checkbox"
            aria-label={`${option.key}: no limit`}
            checked={value === null}
            onChange={(event) => toggleLimit(event.target.checked)}
          />
          <span>{isValueFirst ? 'no limit' : '∞'}</span>
        </label>
      )}
    </>
  )
  return (
    <Field
      {...{ explain, unused, pending, name: option.key, labelId: label, htmlFor: control }}
      className={`field--${layout} field--number`}
      help={option.help}
      helpId={help}
      {...(isValueFirst ? {} : { aside: beside })}
    >
      <NumberField {...{ option, value, id: control, describedBy: help }} onCommit={onChange} />
      {isValueFirst && <span className="field__aside">{beside}</span>}
      {layout !== 'stack' && (
        <Slider {...{ option, value, onChange, labelledBy: label, describedBy: help }} />
      )}
    </Field>
  )
}

function BooleanControl(props: OptionControlProps<BooleanOption>) {
  const { option, value, onChange, layout = 'stack', explain = false, unused, pending } = props
  const id = useId()
  return (
    <div className={`field field--check field--${layout} ${unused ? 'field--unused' : ''}`}>
      <label className="check" title={unused ? `${option.help} ${unused}` : option.help}>
        <input
          type="checkbox"
          aria-describedby={`${id}h`}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="field__label">{option.key}</span>
      </label>
      <span className="field__aside">
        <BackToDefault {...{ option, value, onChange }} />
      </span>
      {pending && <PendingMark />}
      <p id={`${id}h`} className={explain ? 'field__help' : 'visually-hidden'}>
        {option.help} {unused} {pending && PENDING}
      </p>
    </div>
  )
}

/** A name of more letters needs the room of two fields that stand side by side. */
const LONG = 14

function EnumControl(props: OptionControlProps<EnumOption>) {
  const {
    option,
    value,
    onChange,
    labels,
    layout = 'stack',
    explain = false,
    unused,
    pending,
  } = props
  const id = useId()
  const [control, label, help] = [`${id}c`, `${id}l`, `${id}h`]
  const isLong = option.values.some((one) => (labels?.[one] ?? one).length > LONG)
  return (
    <Field
      {...{
        explain,
        unused,
        pending,
        name: option.key,
        labelId: label,
        htmlFor: control,
        helpId: help,
      }}
      help={option.help}
      className={`field--enum field--${layout}${isLong ? ' field--long' : ''}`}
      aside={<BackToDefault {...{ option, value, onChange }} />}
    >
      <select
        id={control}
        className={labels ? 'select select--words' : 'select'}
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
