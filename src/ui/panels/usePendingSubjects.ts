import { useMemo } from 'react'
import { pendingSubjects } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'

/** What waits for a reset: "batch", "model width", "SGD lr". */
export function usePendingSubjects(): ReadonlySet<string> {
  const subjects = usePlayground(pendingSubjects)
  return useMemo(() => new Set(subjects.split('\n')), [subjects])
}
