import * as v from 'valibot'
import type { NumberOption, OptionSpec, OptionValue, OptionValues } from '../spec/hyperparameter'
import { acceptedValues } from './optionText'

type OptionSchema = v.GenericSchema<unknown, OptionValue>

/** A finite number in the option's range; -0 becomes 0 so that it survives a link. */
function numberSchema(option: NumberOption, message: string): OptionSchema {
  const inRange = v.pipe(
    v.number(message),
    v.minValue(option.min, message),
    v.maxValue(option.max, message),
    v.transform((value) => value + 0),
  )
  const number = option.integer === true ? v.pipe(inRange, v.integer(message)) : inRange
  return option.nullable === true ? v.nullable(number) : number
}

function build(option: OptionSpec): OptionSchema {
  const message = `must be ${acceptedValues(option, 'true or false')}`
  switch (option.kind) {
    case 'number':
      return numberSchema(option, message)
    case 'boolean':
      return v.boolean(message)
    case 'text':
      return v.pipe(v.string(message), v.regex(option.pattern, message))
    case 'enum':
      return v.picklist(option.values, message)
  }
}

const built = new WeakMap<OptionSpec, OptionSchema>()

/** Schema of one option; its message completes the sentence "KEY ...". */
export function optionSchema(option: OptionSpec): OptionSchema {
  let schema = built.get(option)
  if (schema === undefined) {
    schema = build(option)
    built.set(option, schema)
  }
  return schema
}

/** Messages of an object's schema; they complete the sentence "KEY ...". */
export function objectMessage(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'Object') return 'must be an object'
  return issue.expected === 'never' ? 'is not a key that this version knows' : 'is missing'
}

/** Values of these options; a key that is left out has its default. */
export function optionsSchema(
  options: readonly OptionSpec[],
): v.GenericSchema<unknown, OptionValues> {
  const entries = options.map((option) => [
    option.key,
    v.optional(optionSchema(option), option.default),
  ])
  return v.strictObject(Object.fromEntries(entries) as Record<string, OptionSchema>, objectMessage)
}
