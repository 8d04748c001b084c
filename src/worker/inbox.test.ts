import { expect, it, vi } from 'vitest'
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
  const inbox = new Inbox((take) => waiting.push(take))
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
