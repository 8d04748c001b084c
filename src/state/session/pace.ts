/** How fast training may go, so that it can be watched. Kept in the link as `view.pace`. */
import type { Experiment } from '../../experiment/experiment'
import { viewValue } from '../../experiment/viewKeys'

/** Steps a second that the page offers; none of them is as fast as it goes. */
export const PACES = [1, 2, 5, 10, 30] as const

/** Most steps a second; null = as fast as it goes, also where the link says nonsense. */
export function paceOf({ view }: Pick<Experiment, 'view'>): number | null {
  return viewValue(view, 'pace') ?? null
}
