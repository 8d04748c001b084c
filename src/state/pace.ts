/** How fast training may go, so that it can be watched. Kept in the link as `view.pace`. */
import type { Experiment } from '../experiment/experiment'

/** Steps a second that the page offers; none of them is as fast as it goes. */
export const PACES = [1, 2, 5, 10, 30] as const

/** Most steps a second; null = as fast as it goes, also where the link says nonsense. */
export function paceOf({ view }: Pick<Experiment, 'view'>): number | null {
  const pace = Number(view.pace)
  return pace >= 0.1 && pace <= 1000 ? pace : null
}
