import type { OptionSpec, OptionValue } from '../../spec/hyperparameter'
import { Icon } from '../icons'
import { writeNumber } from './readNumber'

export interface BackToDefaultProps {
  readonly option: OptionSpec
  readonly value: OptionValue
  readonly onChange: (value: OptionValue) => void
}

function asText(value: OptionValue): string {
  if (value === null) return 'no limit'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'number' ? writeNumber(value) : value
}

/** Shown where a value is not the default; keeps its place where it is, so that nothing moves. */
export function BackToDefault({ option, value, onChange }: BackToDefaultProps) {
  return (
    <button
      type="button"
      className="button button--icon toDefault"
      aria-label={`${option.key}: default`}
      title={`Back to the default, ${asText(option.default)}`}
      data-off={value === option.default || undefined}
      onClick={() => onChange(option.default)}
    >
      <Icon name="undo" />
    </button>
  )
}
