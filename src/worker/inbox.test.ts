import { afterEach, describe, expect, it, vi } from 'vitest'
import { Inbox } from './inbox'

it('takes what arrived in one task, in its order', async () => {
  const seen: number[] = []
  const inbox = new Inbox()
  const arrive = (n: number) => inbox.put(() => seen.push(n))
  const { port1, port2 } = new MessageChannel()
  const lengths: number[] = []
  port1.onmessage = ({ data }: MessageEvent<number>) => {
    arrive(data)
    lengths.push(seen.length)
  }
  for (let n = 0; n < 5; n++) port2.postMessage(n)
  await vi.waitFor(() => expect(seen).toEqual([0, 1, 2, 3, 4]))
  // None was taken before all five were there.
  expect(lengths).toEqual([0, 0, 0, 0, 0])
  arrive(5)
  await vi.waitFor(() => expect(seen).toEqual([0, 1, 2, 3, 4, 5]))
  port1.close()
})

it('goes on after one that cannot be taken, and reports it', () => {
  vi.useFakeTimers()
  const seen: string[] = []
  const waiting: (() => void)[] = []
  const inbox = new Inbox(undefined, (take) => waiting.push(take))
  inbox.put(() => {
    throw new Error('no such run')
  })
  inbox.put(() => seen.push('next'))
  expect(waiting).toHaveLength(1)
  waiting[0]!()
  expect(seen).toEqual(['next'])
  expect(() => vi.runAllTimers()).toThrow('no such run')
  vi.useRealTimers()
})

it('has what arrived together done together', () => {
  const seen: string[] = []
  const waiting: (() => void)[] = []
  const together = (work: () => void) => {
    seen.push('begin')
    work()
    seen.push('end')
  }
  const inbox = new Inbox(together, (take) => waiting.push(take))
  for (const name of ['first', 'second']) inbox.put(() => seen.push(name))
  waiting[0]!()
  expect(seen).toEqual(['begin', 'first', 'second', 'end'])
})

describe('while it is held', () => {
  const setUp = () => {
    vi.useFakeTimers()
    const seen: string[] = []
    const inbox = new Inbox(undefined, (take) => take())
    return { inbox, seen, arrive: (name: string) => inbox.put(() => seen.push(name)) }
  }
  afterEach(() => void vi.useRealTimers())

  it('lets what arrives wait, until nobody holds it any more', () => {
    const { inbox, seen, arrive } = setUp()
    const [first, second] = [inbox.hold(), inbox.hold()]
    arrive('one')
    first()
    arrive('two')
    expect(seen).toEqual([])
    second()
    expect(seen).toEqual(['one', 'two'])
    // Ended twice, it does not end what was begun since.
    const third = inbox.hold()
    second()
    arrive('three')
    expect(seen).toEqual(['one', 'two'])
    third()
    expect(seen).toEqual(['one', 'two', 'three'])
  })

  it('does not wait for ever', () => {
    const { inbox, seen, arrive } = setUp()
    inbox.hold()
    arrive('one')
    vi.advanceTimersByTime(2900)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(200)
    expect(seen).toEqual(['one'])
  })

  it('does not wait where somebody hurries it', () => {
    const { inbox, seen, arrive } = setUp()
    inbox.hold()
    arrive('one')
    inbox.hurry()
    expect(seen).toEqual(['one'])
  })

  it('takes nothing that was due when it was held', () => {
    const due: (() => void)[] = []
    const seen: string[] = []
    const inbox = new Inbox(undefined, (take) => due.push(take))
    inbox.put(() => seen.push('one'))
    const end = inbox.hold()
    due.shift()!()
    expect(seen).toEqual([])
    end()
    due.shift()!()
    expect(seen).toEqual(['one'])
  })
})
