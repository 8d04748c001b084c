/** What tables, links and sentences call an optimizer. */
import { isOwnRule, nameProblem } from './codec'
import { readOwnRule } from './ownRule'

const START = 'own:'

/** A cell of a table holds no comma and no quote. */
const asCell = (label: string): string => label.replaceAll(/[",]/g, ' ')

const ownWord = (label: string): string => START + asCell(label)

/**
 * An optimizer in a word: its id, or `own:NAME` for one whose id is a whole rule. The rule is not in
 * the word, so that tables stay readable.
 */
export function optimizerWord(id: string): string {
  if (!isOwnRule(id)) return id
  const found = readOwnRule(id)
  return 'spec' in found ? ownWord(found.spec.label) : 'a rule'
}

/**
 * The optimizers of some runs that are rules of a person's own, each once, with words that differ:
 * of equal ones the first stays as it is.
 */
export function ownRulesIn(
  runs: readonly { readonly optimizer: string }[],
): { readonly id: string; readonly word: string }[] {
  const ids = [...new Set(runs.map(({ optimizer }) => optimizer))].filter(isOwnRule)
  const words = ids.map(optimizerWord)
  return ids.map((id, i) => {
    const before = words.slice(0, i).filter((word) => word === words[i]).length
    return { id, word: before === 0 ? words[i]! : `${words[i]} ${before + 1}` }
  })
}

export const isOwnWord = (word: string): boolean => word.startsWith(START)

/** The name in `own:NAME`; undefined where a word is no such one. */
export function nameInWord(word: string): string | undefined {
  const name = isOwnWord(word) ? word.slice(START.length).trim() : ''
  return nameProblem(name) === undefined ? name : undefined
}
