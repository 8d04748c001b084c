/** Questions to the worker about data and predictions. */
import { storeContext, usePlayground } from '../store'
import { useExamples, type Question } from './shown'

/** A session of this phase takes questions. */
export const takesQuestions = (phase: string) =>
  phase === 'ready' || phase === 'training' || phase === 'paused'

/** Asks to be shown something; without effect where no session could answer. */
export function look(question: Question): void {
  if (!takesQuestions(usePlayground.getState().phase)) return
  const { asked } = useExamples.getState()
  if (!asked.includes(question.kind)) useExamples.setState({ asked: [...asked, question.kind] })
  storeContext().client.send({ type: 'look', question })
}

/** From now on every test example is looked at with each evaluation, or no longer. */
export function setInspecting(on: boolean): void {
  useExamples.setState({ isInspecting: on })
  if (takesQuestions(usePlayground.getState().phase))
    storeContext().client.send({ type: 'inspect', on })
}
