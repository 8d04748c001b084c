import { numberOf, type OptionSpec, type OptionValues } from '../spec/hyperparameter'

/** The numeric options by key, as a rule reads them; `none` is Infinity. */
export const numericOptions = (
  options: readonly OptionSpec[],
  values: OptionValues,
): Record<string, number> =>
  Object.fromEntries(
    options.filter(({ kind }) => kind === 'number').map(({ key }) => [key, numberOf(values, key)]),
  )
