import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PATIENCE_MS, visit, type VisitSetup, WORDS_AFTER_MS } from './lateVisit'

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page, and a database that answers after so many milliseconds. */
function createVisit(
  answer: string | null | Error,
  afterMs: number,
  { isExpected = true, isUntouched = true } = {},
) {
  const log: string[] = []
  let hasBegun = false
  let startWithout: () => void = () => expect.unreachable('it does not wait')
  const setup: VisitSetup<string> = {
    find: () =>
      new Promise((resolve, reject) =>
        setTimeout(() => (answer instanceof Error ? reject(answer) : resolve(answer)), afterMs),
      ),
    isExpected,
    isUntouched: () => isUntouched,
    hasBegun: () => hasBegun,
    bringBack: async (found) => void log.push(`brings back ${found}`),
    offer: (found) => log.push(`offers ${found}`),
    start: () => {
      hasBegun = true
      log.push('starts')
    },
    sayWaiting: (without) => {
      startWithout = without
      log.push('waits')
    },
    endWaiting: () => log.push('has an answer or is told not to wait'),
    onFailure: () => log.push('fails'),
  }
  const done = visit(setup)
  return { log, done, press: () => startWithout(), begin: () => (hasBegun = true) }
}

const events = (log: readonly string[]) => log.filter((line) => !line.startsWith('has an answer'))

describe('a visit to a page that has kept something', () => {
  it('says nothing where the database answers soon', async () => {
    const { log, done } = createVisit('numbers', WORDS_AFTER_MS - 1)
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['brings back numbers'])
  })

  it('waits ten seconds and more, says so, and brings the numbers back', async () => {
    const { log, done } = createVisit('numbers', 10_000)
    await vi.advanceTimersByTimeAsync(9999)
    expect(events(log)).toEqual(['waits'])
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['waits', 'brings back numbers'])
    expect(log.at(-2)).toMatch(/^has an answer/)
  })

  it('starts without them where a person wants that, and offers them later', async () => {
    const { log, done, press } = createVisit('numbers', 10_000)
    await vi.advanceTimersByTimeAsync(2000)
    press()
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['waits', 'starts', 'offers numbers'])
  })

  it('starts where there is nothing after all', async () => {
    const { log, done } = createVisit(null, 10_000)
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['waits', 'starts'])
  })

  it('starts where the database refuses', async () => {
    const { log, done } = createVisit(new Error('refused'), 10)
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['fails', 'starts'])
  })

  it('does not start a second time where the page has begun with something else', async () => {
    const { log, done, begin } = createVisit(null, 10_000)
    begin()
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual([])
  })
})

describe('a visit to a page that is not known to have kept anything', () => {
  it('starts after a while, and still brings back what is found before anything is done', async () => {
    const { log, done } = createVisit('numbers', 10_000, { isExpected: false })
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(events(log)).toEqual(['starts'])
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['starts', 'brings back numbers'])
  })

  it('offers it where something was trained meanwhile', async () => {
    const { log, done } = createVisit('numbers', 10_000, { isExpected: false, isUntouched: false })
    await vi.runAllTimersAsync()
    await done
    expect(events(log)).toEqual(['starts', 'offers numbers'])
  })
})
