import { allCores, coresBesideSlowPage, setCores, useCores } from '../browser/cores'
import { storeContext } from '../store/store'
import { trainsOnCores } from './onCores'
import { isLive } from './session'

/** The setting for this browser; what trains now keeps its numbers and goes on with so many. */
export function applyCores(count: number): void {
  setCores(count)
  tellWorker(count)
}

/** To be called when drawing is slow; acts where it is so beside a training. Not kept: the next visit looks again. */
export function leavePageACore(): void {
  const { session } = storeContext().get()
  const cores = useCores.getState()
  const count = coresBesideSlowPage(cores, allCores)
  if (!trainsOnCores(session) || count === cores.count) return
  useCores.setState({ count })
  tellWorker(count)
}

function tellWorker(count: number): void {
  const { get, client } = storeContext()
  if (isLive(get().session)) client.send({ type: 'workers', count })
}
