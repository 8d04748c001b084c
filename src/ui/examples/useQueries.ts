import { useEffect } from 'react'
import { sendQuery, setInspecting, acceptsQueries } from '../../state/session/examples/sendQuery'
import { type Query, useExamples } from '../../state/session/examples/predictionsStore'
import { usePlayground } from '../../state/store/store'

/** Time between two questions while training: pictures that change faster cannot be looked at. */
const EVERY_MS = 1500

/** Asks again and again while training, and once when it stands still. */
export function useQuery(query: Query | null): void {
  const phase = usePlayground((state) => state.phase)
  const step = usePlayground((state) => (state.phase === 'training' ? -1 : state.step))
  const kind = query?.kind
  const isAsked = useExamples(({ asked }) => kind !== undefined && asked.includes(kind))
  const isFirst = useExamples(({ answers }) => kind !== undefined && !answers[kind])
  useEffect(() => {
    if (query && acceptsQueries(phase) && phase !== 'training') sendQuery(query)
  }, [query, phase, step])
  useEffect(() => {
    if (!query || phase !== 'training' || isAsked) return
    const timer = setTimeout(() => !document.hidden && sendQuery(query), isFirst ? 0 : EVERY_MS)
    return () => clearTimeout(timer)
  }, [query, phase, isAsked, isFirst])
}

/** Has every test example looked at after each evaluation, while it is used. */
export function useInspections() {
  useEffect(() => {
    setInspecting(true)
    return () => setInspecting(false)
  }, [])
  return useExamples((state) => state.inspections)
}
