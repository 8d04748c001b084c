import { setCores } from '../browser/cores'
import { storeContext } from '../store/store'
import { isLive } from './session'

/** The setting for this browser; what trains now keeps its numbers and goes on with so many. */
export function applyCores(count: number): void {
  setCores(count)
  const { get, client } = storeContext()
  if (isLive(get().session)) client.send({ type: 'workers', count })
}
