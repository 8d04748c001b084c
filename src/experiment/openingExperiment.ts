import type { Experiment } from './experiment'
import { encodeLink } from './link'

/** What an empty link means: the version alone. */
const EMPTY = 'v=1'

let last: { readonly experiment: Experiment; readonly is: boolean } | undefined

/**
 * Whether an experiment is the one that the page opens with: trained alike step by step, whatever
 * its title, its view, its backend and its last step.
 */
export function isOpeningExperiment(experiment: Experiment): boolean {
  if (last?.experiment !== experiment) {
    const link = encodeLink({
      ...experiment,
      ...{ steps: null, eval: 100, backend: 'auto' },
      ...{ name: '', embed: false, view: {}, unknown: [] },
    })
    last = { experiment, is: link === EMPTY }
  }
  return last.is
}
