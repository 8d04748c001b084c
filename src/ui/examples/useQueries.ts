import { useEffect } from 'react'
import { sendQuery, setInspecting } from '../../state/session/sendQuery'
import type { Query } from '../../state/session/session'
import { usePlayground } from '../../state/store/store'

/** Time between two questions while training: pictures that change faster cannot be looked at. */
const EVERY_MS = 1500

/** Asks again and again while training, and once when it stands still. */
export function useQuery(query: Query | null): void {
  const phase = usePlayground((state) => state.session.phase)
  const step = usePlayground((state) =>
    state.session.phase === 'training' ? -1 : state.session.step,
  )
  const kind = query?.kind
  const isAsked = usePlayground(
    ({ session }) => kind !== undefined && session.examples.asked.includes(kind),
  )
  const isFirst = usePlayground(
    ({ session }) => kind !== undefined && !session.examples.answers[kind],
  )
  useEffect(() => {
    if (query && phase !== 'training') sendQuery(query)
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
  return usePlayground((state) => state.session.examples.inspections)
}
