import { expect, it } from 'vitest'
import { BLOCKED, createKeepingNotices, FULL, KEPT_AGAIN, NOT_KEPT } from './keepingNotices'

const full = new DOMException('full', 'QuotaExceededError')

/** The notices that stand on the page. */
function createPage() {
  let shown: string[] = []
  const notices = createKeepingNotices(
    (_, text) => (shown = [...shown, text]),
    (text) => (shown = shown.filter((other) => other !== text)),
  )
  return { notices, shown: () => shown, dismiss: () => (shown = []) }
}

it('says once that the storage is full, and that keeping goes on in place of that', () => {
  const { notices, shown, dismiss } = createPage()
  notices.onKept()
  expect(shown()).toEqual([])
  notices.onStopped(full)
  notices.onStopped(full)
  expect(shown()).toEqual([FULL])
  notices.onKept()
  notices.onKept()
  expect(shown()).toEqual([KEPT_AGAIN])
  dismiss()
  notices.onStopped(full)
  dismiss()
  notices.onStopped(full)
  expect(shown()).toEqual([])
})

it.each([
  [new DOMException('denied', 'SecurityError'), BLOCKED],
  [new ReferenceError('indexedDB is not defined'), BLOCKED],
  [new DOMException('what', 'DataError'), NOT_KEPT],
])('has a sentence for %s', (error, sentence) => {
  const { notices, shown } = createPage()
  notices.onStopped(error)
  expect(shown()).toEqual([sentence])
})

it('says what became of a record, the later in place of the earlier', () => {
  const { notices, shown } = createPage()
  notices.onLost('deleted', false)
  expect(shown()).toEqual([expect.stringContaining('on this page alone')])
  notices.onLost('deleted', true)
  expect(shown()).toEqual([expect.stringContaining('have been kept once more')])
  notices.onLost('elsewhere', true)
  expect(shown()[1]).toContain('goes on in another tab')
})
