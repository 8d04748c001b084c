import { describe, expect, it, vi } from 'vitest'

// The rules of giving slots need no store, and the store starts a worker.
vi.mock('../../state/store/store', () => ({ usePlayground: () => undefined }))
const { assignSlots, stylesOf } = await import('./runStyle')

const run = (id: number, optimizer: string) => ({ id, optimizer })
const slotsOf = (runs: ReturnType<typeof run>[], taken = new Map<number, number>()) => [
  ...assignSlots(runs, taken).values(),
]

describe('assignSlots', () => {
  it('gives the three optimizers the looks they always have', () => {
    expect(slotsOf([run(0, 'alig'), run(1, 'sgd'), run(2, 'adam')])).toEqual([0, 1, 2])
    expect(slotsOf([run(7, 'adam'), run(8, 'alig')])).toEqual([2, 0])
  })

  it('gives a second run of an optimizer a look that is nobody else’s', () => {
    expect(slotsOf([run(0, 'alig'), run(1, 'alig'), run(2, 'alig'), run(3, 'sgd')])).toEqual([
      0, 3, 4, 1,
    ])
  })

  it('keeps the looks when runs come and go, and reuses those of runs that went', () => {
    const before = assignSlots([run(0, 'alig'), run(1, 'sgd'), run(2, 'sgd')], new Map())
    const after = assignSlots([run(2, 'sgd'), run(5, 'sgd'), run(6, 'alig')], before)
    expect(Object.fromEntries(after)).toEqual({ 2: 3, 5: 1, 6: 0 })
  })

  it('has eight different looks for eight runs of one optimizer', () => {
    const slots = slotsOf(Array.from({ length: 8 }, (_, id) => run(id, 'alig')))
    expect(new Set(slots).size).toBe(8)
  })
})

it('gives runs that are not on the page the colours they would have there', () => {
  const colors = stylesOf(['adam', 'alig', 'adam']).map(({ color }) => color)
  expect(colors.slice(0, 2)).toEqual(['var(--run-2)', 'var(--run-0)'])
  expect(new Set(colors).size).toBe(3)
})
