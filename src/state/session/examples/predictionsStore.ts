/** What the worker has shown of the data; apart from the playground's own state. */
import { create } from 'zustand'
import type { Inspection, Predictions, Query } from '../../../worker/protocol'

export type { Inspection, Predictions, Query }

export interface ExamplesState {
  /** Somebody wants every test example looked at after each evaluation. */
  readonly isInspecting: boolean
  /** The last answer to each kind of question. */
  readonly answers: Readonly<Partial<Record<Query['kind'], Predictions>>>
  /** Questions that have not been answered yet. */
  readonly asked: readonly Query['kind'][]
  /** The last one of each run, by the run's index in the worker. */
  readonly inspections: Readonly<Record<number, Inspection>>
}

const NOTHING = { answers: {}, asked: [], inspections: {} } satisfies Partial<ExamplesState>

export const useExamples = create<ExamplesState>()(() => ({ isInspecting: false, ...NOTHING }))

export function showPredictions(answer: Predictions): void {
  const { answers, asked } = useExamples.getState()
  useExamples.setState({
    answers: { ...answers, [answer.kind]: answer },
    asked: asked.filter((kind) => kind !== answer.kind),
  })
}

export function showInspection(inspection: Inspection): void {
  const { inspections } = useExamples.getState()
  const known = inspections[inspection.run]
  // One that was asked for beside the evaluations may come after a later one.
  if (known && known.step > inspection.step) return
  useExamples.setState({ inspections: { ...inspections, [inspection.run]: inspection } })
}

/** For a session that begins: nothing has been shown of it. */
export function forgetExamples(): void {
  useExamples.setState(NOTHING)
}
