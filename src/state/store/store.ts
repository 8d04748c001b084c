/**
 * The page's one store. Holds the experiment as the controls show it and what is known of its
 * training; the numbers themselves are in `seriesStore`, outside of it, because they arrive
 * far too often for a state that components compare.
 */
import { create } from 'zustand'
import { decodeLink } from '../../experiment/link'
import { createTrainingClient } from '../../worker/client'
import { createActions } from './actions'
import type { StoreContext } from './context'
import { initialState } from './initialState'
import type { PlaygroundState } from '../types'
import { Recovery } from '../session/recovery'
import { SeriesStore } from '../series/series'
import { createEventHandler } from '../session/sessionEvents'

export const seriesStore = new SeriesStore()

let context: StoreContext

export const usePlayground = create<PlaygroundState>()((set, get) => {
  const client = createTrainingClient((event) => handleEvent(event))
  context = { set, get, client, series: seriesStore, recovery: new Recovery() }
  const handleEvent = createEventHandler(context)
  const { experiment, notices } = decodeLink(location.hash)
  return { ...initialState(experiment, notices), actions: createActions(context) }
})

/** For what acts on the page as a whole, beside the actions: what is kept, files. */
export const storeContext = (): StoreContext => context
