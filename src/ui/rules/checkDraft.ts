/** What is wrong with a rule that is being typed, and what it is where nothing is. Pure. */
import { encodeOwnRule, nameProblem } from '../../optimizers/ownRules/codec'
import { readOwnRule } from '../../optimizers/ownRules/ownRule'
import { parseRule } from '../../rules/parseRule'
import type { Place } from '../../rules/types'
import type { OptimizerSpec } from '../../spec/optimizer'

export interface DraftProblem {
  /** A whole sentence. */
  readonly sentence: string
  /** In the text; absent where it is about the name or the whole. */
  readonly place?: Place
}

export type CheckedDraft =
  | { readonly id: string; readonly spec: OptimizerSpec }
  | { readonly problems: readonly DraftProblem[] }

const asSentence = (problem: string): string =>
  `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`

/** @param text as it is typed, so that places are those of the field */
export function checkDraft(name: string, text: string): CheckedDraft {
  const wrongName = nameProblem(name.trim())
  const parsed = parseRule(text)
  const problems: DraftProblem[] = [
    ...(wrongName === undefined ? [] : [{ sentence: asSentence(wrongName) }]),
    ...('errors' in parsed
      ? parsed.errors.map(({ message, place }) => ({ sentence: message, place }))
      : []),
  ]
  if (problems.length > 0) return { problems }
  const made = encodeOwnRule({ name, text })
  if ('problem' in made) {
    const { problem, line } = made
    const at = line === undefined ? {} : { place: { line, column: 1 } }
    return { problems: [{ sentence: asSentence(problem), ...at }] }
  }
  const own = readOwnRule(made.id)
  if ('problem' in own) return { problems: [{ sentence: asSentence(own.problem) }] }
  return { id: made.id, spec: own.spec }
}
