/** Which runs can be compared: only those that were measured against the same task. Pure. */
import type { PlaygroundState, Settings } from '../types'
import type { PreviousRun } from './previousRun'
import { trainedSettings } from './runList'

/** What makes two losses or accuracies comparable: data, examples, wrong labels, loss. As a text. */
export function conditionsOf({ data, examples, noise, loss }: Settings): string {
  const options = Object.entries(data.options).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([data.id, options, examples, noise, loss])
}

export const isComparable = (a: Settings, b: Settings): boolean =>
  conditionsOf(a) === conditionsOf(b)

/**
 * The earlier runs that are drawn and listed beside the present ones: those that can be compared,
 * and those that were asked for by name, from a file or a saved experiment.
 * @param conditions of what is trained
 */
export const shownPreviousRuns = (
  previousRuns: readonly PreviousRun[],
  conditions: string,
): readonly PreviousRun[] =>
  previousRuns.filter(
    ({ experiment, source }) => source !== undefined || conditionsOf(experiment) === conditions,
  )

/** Whether some of the earlier runs can be compared with what is trained. */
export const hasComparable = (
  state: Pick<PlaygroundState, 'experiment' | 'session'>,
  previousRuns: readonly PreviousRun[],
): boolean =>
  previousRuns.some(({ experiment }) => isComparable(experiment, trainedSettings(state)))
