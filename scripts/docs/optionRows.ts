/** What a specification says of an option, as the cells of a table. */
import { acceptedValues, formatValue } from '../../src/experiment/optionText'
import { listed } from '../../src/experiment/text'
import type { OptionSpec } from '../../src/spec/hyperparameter'

const code = (text: string) => `\`${text}\``

/** Values of a choice stand as they are written in a link. */
function values(option: OptionSpec): string {
  return option.kind === 'enum' ? listed(option.values.map(code), 'or') : acceptedValues(option)
}

/** The first sentence; of a choice all, since each value may have one of its own. */
function help(option: OptionSpec): string {
  const { activeWhen } = option
  const short = option.kind === 'enum' ? option.help : option.help.replace(/(?<=[^.]\.) .*$/s, '')
  return activeWhen ? `${short} Acts only with ${activeWhen.text}.` : short
}

/** `key`, default, values and help. */
export const optionCells = (option: OptionSpec): string[] => [
  code(option.key),
  formatValue(option.default),
  values(option),
  help(option),
]

export interface Owner {
  readonly name: string
  readonly options: readonly OptionSpec[]
}

/** A row for each option, with everybody who has it in front: shared ones stand once. */
export function ownedRows(owners: readonly Owner[]): string[][] {
  const names = new Map<OptionSpec, string[]>()
  for (const { name, options } of owners)
    for (const option of options) names.set(option, [...(names.get(option) ?? []), name])
  return [...names].map(([option, all]) => [
    all.length === owners.length ? 'every one' : all.map(code).join(', '),
    ...optionCells(option),
  ])
}
