/** What holds for whatever a link says, checked without a test runner: it is asked millions of times. */
import { isDeepStrictEqual } from 'node:util'
import { decodeLink, encodeLink } from '../link'
import { parseExperiment } from '../parseExperiment'

export type Fault =
  /** Reading it throws. */
  | 'exception'
  /** What comes out is not a valid experiment. */
  | 'outside the schema'
  /** The link of what comes out says something else. */
  | 'round trip'
  /** A notice that is no sentence, or too many of them. */
  | 'notices'

const MOST_NOTICES = 21
const PROTOTYPE_KEYS = Reflect.ownKeys(Object.prototype).length

/** What is wrong with how a link is read; undefined where all is well. */
export function faultOf(link: string): Fault | undefined {
  try {
    const { experiment, notices } = decodeLink(link)
    const parsed = parseExperiment(experiment)
    if (!parsed.ok || !isDeepStrictEqual(parsed.experiment, experiment)) return 'outside the schema'
    const again = decodeLink(encodeLink(experiment))
    const told = experiment.unknown.length > 0 ? 1 : 0
    if (!isDeepStrictEqual(again.experiment, experiment) || again.notices.length !== told)
      return 'round trip'
    const areSentences = notices.every((notice) => /^["A-Z][^\n]*\.$/.test(notice))
    if (!areSentences || notices.length > MOST_NOTICES) return 'notices'
    // A key of the link that reached what all objects share.
    return Reflect.ownKeys(Object.prototype).length === PROTOTYPE_KEYS
      ? undefined
      : 'outside the schema'
  } catch {
    return 'exception'
  }
}
