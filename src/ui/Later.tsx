import { useEffect, type ReactNode } from 'react'
import { useTurn } from '../charts/useTurn'
import { nextPaint } from './nextPaint'

interface LaterProps {
  /** Default: the first picture of the page. */
  readonly after?: () => Promise<unknown>
  readonly children: ReactNode
}

/** What is out of sight in the first picture of the page: made and laid out soon after it, one by one. */
export function Later({ after = nextPaint, children }: LaterProps) {
  const [isMine, end] = useTurn(after)
  useEffect(() => {
    if (isMine) end()
  }, [isMine, end])
  return isMine && children
}
