import { useEffect } from 'react'
import { look, setInspecting, takesQuestions } from '../../state/examples/ask'
import { type Question, useExamples } from '../../state/examples/shown'
import { usePlayground } from '../../state/store'

/** Time between two questions while training: pictures that change faster cannot be looked at. */
const EVERY_MS = 1500

/** Asks again and again while training, and once when it stands still. */
export function useLooks(question: Question | null): void {
  const phase = usePlayground((state) => state.phase)
  const step = usePlayground((state) => (state.phase === 'training' ? -1 : state.step))
  const kind = question?.kind
  const isAsked = useExamples(({ asked }) => kind !== undefined && asked.includes(kind))
  const isFirst = useExamples(({ looks }) => kind !== undefined && !looks[kind])
  useEffect(() => {
    if (question && takesQuestions(phase) && phase !== 'training') look(question)
  }, [question, phase, step])
  useEffect(() => {
    if (!question || phase !== 'training' || isAsked) return
    const timer = setTimeout(() => !document.hidden && look(question), isFirst ? 0 : EVERY_MS)
    return () => clearTimeout(timer)
  }, [question, phase, isAsked, isFirst])
}

/** Has every test example looked at after each evaluation, while it is used. */
export function useInspections() {
  useEffect(() => {
    setInspecting(true)
    return () => setInspecting(false)
  }, [])
  return useExamples((state) => state.inspections)
}
