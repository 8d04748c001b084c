/** Long looks that the worker is asked for. */
import type { StudyId, StudyRequest } from '../../worker/protocol'
import { setSession } from '../store/context'
import { storeContext } from '../store/store'
import { isLive } from './session'

/** Begins one, in place of another of its kind; without effect where no session could answer. */
export function startStudy(request: StudyRequest): void {
  const context = storeContext()
  const { session } = context.get()
  if (!isLive(session)) return
  setSession(context, { studies: new Set(session.studies).add(request.study) })
  context.client.send({ type: 'study', request })
}

/** Gives one up; what was found stays. */
export function stopStudy(study: StudyId): void {
  const context = storeContext()
  const { session } = context.get()
  if (isLive(session) && session.studies.has(study))
    context.client.send({ type: 'stopStudy', study })
}
