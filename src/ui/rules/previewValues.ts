import * as v from 'valibot'
import { optionSchema } from '../../experiment/optionSchema'
import type { OptionSpec, OptionValue, OptionValues } from '../../spec/hyperparameter'

/** Values for these options: those given where they are accepted, and otherwise the defaults. */
export function valuesFor(
  options: readonly OptionSpec[],
  given: OptionValues,
): Record<string, OptionValue> {
  return Object.fromEntries(
    options.map((option) => {
      const parsed = v.safeParse(optionSchema(option), given[option.key])
      return [option.key, parsed.success ? parsed.output : option.default]
    }),
  )
}
