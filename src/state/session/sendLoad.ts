import type { Experiment } from '../../experiment/experiment'
import type { RunId } from '../../spec/runId'
import type { SessionSnapshot } from '../../worker/protocol'
import { useCores } from '../browser/cores'
import { setSession, type StoreContext } from '../store/context'
import { userDataFor, hold, userDataOf } from '../userData/userDataStore'
import { recallUserData } from '../userData/userDataCache'

export interface Load {
  readonly experiment: Experiment
  readonly runIds: readonly RunId[]
  readonly resume?: SessionSnapshot
}

/**
 * Gives the worker an experiment. One that trains on a person's own data waits until they are
 * here: the browser may have kept them, or they are asked for.
 * @param again what to do once they are here
 */
export function sendLoad(context: StoreContext, load: Load, again: () => void): void {
  const { client, set, get } = context
  const { data } = load.experiment
  const userData = userDataOf(data)
  if (userData !== 'missing')
    return client.send({
      ...{ type: 'load', ...load, baseUrl: pageFolder(), workers: useCores.getState().count },
      ...userData,
    })
  // Nothing of the session before may arrive any more.
  client.send({ type: 'unload' })
  set({ wantsTraining: false })
  setSession(context, { phase: 'waiting', status: 'Waiting for your files', progress: null })
  const sha256 = String(data.options['sha256'])
  if (sha256 === '') return
  void recallUserData(sha256).then((found) => {
    if (!found || get().session.phase !== 'waiting') return
    hold(found)
    if (userDataFor(get().experiment.data)) again()
  })
}

/** Absolute address of the folder that the page was served from. */
export function pageFolder(): string {
  return new URL(import.meta.env.BASE_URL, document.baseURI).href
}
