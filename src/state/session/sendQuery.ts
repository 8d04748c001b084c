/** Queries to the worker about data and predictions. */
import type { Query } from '../../worker/protocol'
import { setSession } from '../store/context'
import { storeContext, usePlayground } from '../store/store'
import { isLive } from './session'

/** Asks to be shown something; without effect where no session could answer. */
export function sendQuery(query: Query): void {
  const context = storeContext()
  const { session } = context.get()
  if (!isLive(session)) return
  const { examples } = session
  const asked = [...new Set([...examples.asked, query.kind])]
  setSession(context, { examples: { ...examples, asked } })
  context.client.send({ type: 'query', query })
}

/** From now on every test example is looked at with each evaluation, or no longer. */
export function setInspecting(on: boolean): void {
  usePlayground.setState({ isInspecting: on })
  if (isLive(usePlayground.getState().session)) storeContext().client.send({ type: 'inspect', on })
}

/** Asks for the weights of the first layer; without effect while an answer is awaited. */
export function requestFirstLayer(): void {
  const context = storeContext()
  const { session } = context.get()
  if (!isLive(session) || session.firstLayer.isAsked) return
  setSession(context, { firstLayer: { ...session.firstLayer, isAsked: true } })
  context.client.send({ type: 'firstLayer' })
}
