/** What the worker has shown of the data; apart from the playground's own state. */
import { create } from 'zustand'
import type { Inspection, Look, Question } from '../../worker/protocol'

export type { Inspection, Look, Question }

export interface ExamplesState {
  /** Somebody wants every test example looked at after each evaluation. */
  readonly isInspecting: boolean
  /** The last answer to each kind of question. */
  readonly looks: Readonly<Partial<Record<Question['kind'], Look>>>
  /** Questions that have not been answered yet. */
  readonly asked: readonly Question['kind'][]
  /** The last one of each run, by the run's index in the worker. */
  readonly inspections: Readonly<Record<number, Inspection>>
}

const NOTHING = { looks: {}, asked: [], inspections: {} } satisfies Partial<ExamplesState>

export const useExamples = create<ExamplesState>()(() => ({ isInspecting: false, ...NOTHING }))

export function showLook(answer: Look): void {
  const { looks, asked } = useExamples.getState()
  useExamples.setState({
    looks: { ...looks, [answer.kind]: answer },
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
