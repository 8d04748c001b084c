import { makeNotice } from './context'
import type { Notice } from '../types'
import { usePlayground } from './store'

/** Shows a notice from outside the actions; one that says the same is replaced. */
export function notify(kind: Notice['kind'], text: string, action?: Notice['action']): void {
  withdrawNotice(text)
  const notice = makeNotice(kind, text)
  const { notices } = usePlayground.getState()
  usePlayground.setState({ notices: [...notices, action ? { ...notice, action } : notice] })
}

/** Takes back a notice that is no longer so. */
export function withdrawNotice(text: string): void {
  const { notices } = usePlayground.getState()
  if (notices.some((notice) => notice.text === text))
    usePlayground.setState({ notices: notices.filter((notice) => notice.text !== text) })
}
