/** The saved experiments as the page lists them. */
import { create } from 'zustand'
import { database } from './openDatabase'
import type { SavedExperiment } from './records'

interface SavedState {
  readonly list: readonly SavedExperiment[]
  /** Why nothing can be listed; empty where it can. */
  readonly refusal: string
}

export const useSaved = create<SavedState>()(() => ({ list: [], refusal: '' }))

const STORAGE_REFUSED =
  'This browser keeps no experiments for this page, as in a private window or with storage ' +
  'switched off. Export the experiment to keep it.'

/** Reads the list again. */
export async function refreshSaved(): Promise<void> {
  try {
    useSaved.setState({ list: await database.list(), refusal: '' })
  } catch (error) {
    console.error(error)
    useSaved.setState({ list: [], refusal: STORAGE_REFUSED })
  }
}
