import { DEFAULT_OPTIMIZERS, defaultRun } from './experiment/defaults'

/** What reads the rules of the runs that a page opens with, one by one: the store asks for all of them. */
export const firstRules = DEFAULT_OPTIMIZERS.map((id) => () => defaultRun(id))
