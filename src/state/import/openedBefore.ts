/**
 * The numbers of an opened file are on the page alone. Where the tab is reloaded while they stand for
 * the page's own, the page says that they are gone and what brings them back.
 */
import * as v from 'valibot'
import type { Experiment } from '../../experiment/experiment'
import { quoted } from '../../experiment/text'
import { isReload } from '../browser/isReload'
import { shownExperiment } from '../experiment/runList'
import { notify } from '../store/notify'
import type { usePlayground } from '../store/store'
import { trainingOf, useOpened } from './openedFile'

const KEY = 'alig-playground.openedFile'

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ source: v.string(), training: v.string() }),
)

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Lives as long as the tab. A browser that keeps nothing for the page forgets it. */
export function rememberOpened(place: Place): void {
  useOpened.subscribe(({ opened }) => {
    try {
      if (!opened) return place.removeItem(KEY)
      const { source, experiment } = opened
      place.setItem(KEY, JSON.stringify({ source, training: trainingOf(experiment) }))
    } catch {
      // Then nothing is said after a reload.
    }
  })
}

/**
 * What is to be said of a file that was open before, once.
 * @param experiment that the page begins with
 * @returns null where no file with this experiment was open
 */
export function forgottenFile(experiment: Experiment, place: Place): string | null {
  const found = v.safeParse(schema, place.getItem(KEY))
  place.removeItem(KEY)
  if (!found.success || found.output.training !== trainingOf(experiment)) return null
  return (
    `The numbers of the file ${quoted(found.output.source)} are not kept over a reload: ` +
    'open it again to have them back.'
  )
}

export function watchOpened(store: typeof usePlayground): void {
  try {
    const place = sessionStorage
    const sentence = forgottenFile(shownExperiment(store.getState()), place)
    if (sentence !== null && isReload()) notify('info', sentence)
    rememberOpened(place)
  } catch {
    // Browsers may refuse the very question for a storage.
  }
}
