/** What the page says of numbers that it has brought back: what is there, and what is not. Pure. */
import type { RestoredExperiment } from './deserialize'

type Facts = Pick<RestoredExperiment, 'step' | 'firstStep' | 'isCut'>

const number = (count: number) => count.toLocaleString('en-US')

const steps = (count: number) => `${number(count)} ${count === 1 ? 'step' : 'steps'}`

export const COPY =
  'This experiment is open in another tab; here is a copy. ' +
  'What you train here is kept as an experiment of its own.'

/** What is missing, as sentences; empty where nothing is. */
export function missingWords({ step, firstStep, isCut }: Facts): string {
  const words = []
  if (firstStep > 0)
    words.push(`Its numbers begin at step ${number(firstStep)}: the earlier ones were deleted.`)
  if (isCut) words.push(`Those after step ${number(step)} cannot be read any more.`)
  return words.join(' ')
}

/** @param suffix which seed it is, where there are several */
export function backSentence(
  { step, firstStep, isCut }: Facts,
  isCopy: boolean,
  suffix: string,
): string {
  const those = 'The numbers of your last visit are back'
  const back =
    firstStep > 0
      ? `${those} from step ${number(firstStep)} to step ${number(step)}${suffix}; ` +
        'the earlier ones were deleted.'
      : `${those}: ${steps(step)}${suffix}.`
  const cut = isCut ? ' Those after it cannot be read any more.' : ''
  return `${back}${cut} ${isCopy ? `${COPY} ` : ''}Train goes on from there; Reset starts over.`
}

/** Where something was trained before the numbers came. */
export const foundSentence = ({ step }: Facts): string =>
  `The numbers of your last visit have been found: ${steps(step)}. ` +
  'What is on the page now stays in the list of saved experiments.'
