/** Questions to the worker about data and predictions. */
import { storeContext, usePlayground } from '../../store/store'
import { useExamples, type Query } from './predictionsStore'

/** A session of this phase takes questions. */
export const acceptsQueries = (phase: string) =>
  phase === 'ready' || phase === 'training' || phase === 'paused'

/** Asks to be shown something; without effect where no session could answer. */
export function sendQuery(query: Query): void {
  if (!acceptsQueries(usePlayground.getState().phase)) return
  const { asked } = useExamples.getState()
  if (!asked.includes(query.kind)) useExamples.setState({ asked: [...asked, query.kind] })
  storeContext().client.send({ type: 'query', query })
}

/** From now on every test example is looked at with each evaluation, or no longer. */
export function setInspecting(on: boolean): void {
  useExamples.setState({ isInspecting: on })
  if (acceptsQueries(usePlayground.getState().phase))
    storeContext().client.send({ type: 'inspect', on })
}
