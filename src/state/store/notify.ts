import { makeNotice } from './context'
import type { Notice } from '../types'
import { usePlayground } from './store'

/** Shows a notice from outside the actions; one that says the same is replaced. */
export function notify(kind: Notice['kind'], text: string): void {
  const others = usePlayground.getState().notices.filter((notice) => notice.text !== text)
  usePlayground.setState({ notices: [...others, makeNotice(kind, text)] })
}
