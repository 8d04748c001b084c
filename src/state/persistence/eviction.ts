/**
 * Which kept experiments make room for new ones. Those that were given a name in the list stay
 * until they are deleted by hand; of the others the latest are kept. Pure.
 */
import type { SavedExperiment } from './records'

/** Unnamed experiments that are kept; more than a person finds their way in. */
export const MAX_UNNAMED = 50

type Entry = Pick<SavedExperiment, 'id' | 'name' | 'updated'>

/** Those without a name and not in use, the oldest first. */
export function removable(list: readonly Entry[], inUse: ReadonlySet<string>): string[] {
  return list
    .filter(({ id, name }) => name === '' && !inUse.has(id))
    .sort((a, b) => a.updated - b.updated)
    .map(({ id }) => id)
}

/** Those that are one too many, the oldest first. */
export function beyondLimit(list: readonly Entry[], inUse: ReadonlySet<string>): string[] {
  const excess = list.filter(({ name }) => name === '').length - MAX_UNNAMED
  return removable(list, inUse).slice(0, Math.max(0, excess))
}
