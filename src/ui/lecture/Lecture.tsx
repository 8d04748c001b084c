import { Suspense, useEffect } from 'react'
import { useFilledScreen } from '../../charts/useFullScreen'
import { fetched } from '../fetched'
import { leaveLecture, scrollBack } from './lectureMode'

const LectureBody = fetched(async () => (await import('./LectureBody')).LectureBody)

/** In place of the page, on the whole screen where the browser allows it. */
export function Lecture() {
  const ref = useFilledScreen<HTMLElement>(true, leaveLecture)
  useEffect(() => scrollBack, [])
  return (
    <main ref={ref} className="lecture">
      <Suspense fallback={<p>Opening…</p>}>
        <LectureBody />
      </Suspense>
    </main>
  )
}
