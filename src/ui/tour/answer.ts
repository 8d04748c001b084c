import type { Finding, Scene } from './scene'

/** What the tour says once a scene has been trained. */
export interface Answer {
  /** Whether it is what somebody expected; empty where nothing was. */
  readonly verdict: string
  readonly measured: string
  readonly meaning: string
}

/** @param expected id of the choice that somebody made */
export function answerOf(
  { choices, otherwise }: Pick<Scene, 'choices' | 'otherwise'>,
  { outcome, measured }: Finding,
  expected: string | undefined,
): Answer {
  const choice = choices.find(({ id }) => id === outcome)
  const wanted = choices.find(({ id }) => id === expected)
  return { verdict: verdictOf(wanted, choice), measured, meaning: choice?.meaning ?? otherwise }
}

type Named = Scene['choices'][number] | undefined

function verdictOf(wanted: Named, found: Named): string {
  if (!wanted) return ''
  if (!found) return 'None of the answers is what came out.'
  return wanted === found ? 'As you said.' : `Not as you said, but: ${found.label}.`
}
