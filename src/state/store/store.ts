/**
 * The page's one store. Holds the experiment as the controls show it and what is known of its
 * training; the numbers themselves are in `seriesStore`, outside of it, because they arrive
 * far too often for a state that components compare.
 */
import { createStore, useStore } from 'zustand'
import { decodeLink } from '../../experiment/link'
import { createTrainingClient, type TrainingClient } from '../../worker/client'
import { createActions } from './actions'
import { StoreForComponents } from './components'
import type { StoreContext } from './context'
import { initialState } from './initialState'
import type { PlaygroundState } from '../types'
import { Recovery } from '../session/recovery'
import { SeriesStore } from '../series/series'
import { createEventHandler } from '../session/sessionEvents'

export const seriesStore = new SeriesStore()

let context: StoreContext
let client: TrainingClient

const store = createStore<PlaygroundState>()((set, get) => {
  client = createTrainingClient((event) => handleEvent(event), {
    together: (work) => forComponents.afterwards(work),
  })
  context = { set, get, client, series: seriesStore, recovery: new Recovery() }
  const handleEvent = createEventHandler(context)
  const { experiment, notices } = decodeLink(location.hash)
  return { ...initialState(experiment, notices), actions: createActions(context) }
})
const forComponents = new StoreForComponents(store)

/** For components; what else follows the store hears of each change by itself. */
export const usePlayground = Object.assign(
  <Selected>(select: (state: PlaygroundState) => Selected) => useStore(forComponents, select),
  store,
)

/**
 * Lets what the worker says wait, while what it has said is drawn; not once Pause is pressed.
 * @returns ends it
 */
export function holdMessages(): () => void {
  const { session, wantsTraining } = store.getState()
  const isPausing = session.phase === 'training' && !wantsTraining
  return isPausing ? () => undefined : client.hold()
}

/** Something is being drawn that they wait for. */
export const areMessagesHeld = (): boolean => client.isHeld()

/** Ends all waiting: Pause is pressed. */
export const hurryMessages = (): void => client.hurry()

/** Starts the worker, which has its code to read before it can be given anything. */
export const wakeWorker = (): void => client.wake()

/** For what acts on the page as a whole, beside the actions: what is kept, files. */
export const storeContext = (): StoreContext => context
