/** Which names a rule may give. */
import type { Scope } from './check'
import { CALLABLE } from './functions'
import { RuleError } from './ruleError'
import { isOperator } from './syntax'
import type { Place } from './types'

export const GIVEN: readonly string[] = ['w', 'g', 'loss', 'gradNormSq', 't']

/** Words of the language, and keys that every run has. */
const WORDS = [
  ...['hyper', 'choice', 'switch', 'state', 'scalar', 'schedule', 'penalty', 'none', 'on', 'off'],
  ...['when', 'within', 'integer', 'log', 'linear', 'radius', 'name', 'optimizer', 'hidden'],
]

const MAX_NAME = 40

/**
 * Throws where a name cannot be given to something new.
 * @param alsoTaken further names that are taken
 * @param except names that are free all the same
 */
export function refuseName(
  name: string,
  place: Place,
  scope: Scope,
  alsoTaken: readonly string[] = [],
  except: readonly string[] = [],
): void {
  const refuse = (message: string): never => {
    throw new RuleError(message, place)
  }
  if (name.length > MAX_NAME) refuse(`A name has at most ${MAX_NAME} characters.`)
  if (except.includes(name)) return
  if (GIVEN.includes(name)) {
    refuse(`"${name}" is given and cannot be assigned.`)
  }
  const isTaken = WORDS.includes(name) || alsoTaken.includes(name)
  if (isTaken || CALLABLE.has(name) || isOperator(name) || name in Object.prototype) {
    refuse(`"${name}" is a word of the language; choose another name.`)
  }
  if (scope.options.has(name)) refuse(`"${name}" is the name of an option already.`)
  if (scope.types.has(name)) refuse(`"${name}" is declared twice.`)
}
