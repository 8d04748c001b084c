import { Suspense } from 'react'
import { fetched } from '../fetched'
import { useSceneNumber } from './useSceneNumber'

const TourPanel = fetched(async () => (await import('./TourPanel')).TourPanel)

/** About as high as a scene: what stands below moves little when it comes. */
const ROOM = { minHeight: '28rem' }

export interface TourProps {
  /** It stands in a column of its own, and not over the lower end of the screen. */
  readonly isInColumn: boolean
}

/** The scene of the tour that the link names, fetched then. */
export function Tour({ isInColumn }: TourProps) {
  const number = useSceneNumber()
  if (number === undefined) return null
  return (
    <Suspense fallback={isInColumn && <div style={ROOM} />}>
      <TourPanel number={number} />
    </Suspense>
  )
}
