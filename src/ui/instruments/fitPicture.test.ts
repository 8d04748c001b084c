import { expect, it } from 'vitest'
import { LOSS_EDGES } from '../../spec/fit'
import { bandsOf, barsOf } from './fitPicture'

const counts = (at: Readonly<Record<number, number>>) =>
  Uint32Array.from({ length: LOSS_EDGES.length + 1 }, (_, bin) => at[bin] ?? 0)
/** The bin that ends at a loss. */
const until = (edge: number) => LOSS_EDGES.indexOf(edge)

it('splits all examples between the thresholds', () => {
  const some = counts({ [until(0.01)]: 2, [until(0.1)]: 1, [until(1)]: 3, [LOSS_EDGES.length]: 4 })
  const bands = bandsOf(some)!
  expect(bands.map(({ label }) => label)).toEqual([
    'below 0.01',
    'below 0.1',
    'below 1',
    '1 or more',
  ])
  bands.forEach(({ share }, i) => expect(share).toBeCloseTo([0.2, 0.1, 0.3, 0.4][i]!, 12))
  expect(bandsOf(counts({}))).toBeNull()
})

it('draws every example once, at its loss', () => {
  const bars = barsOf(counts({ 0: 1, [until(1)]: 5 }), counts({ [LOSS_EDGES.length]: 4 }))
  expect(bars.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBeCloseTo(1, 12)
  expect(bars[0]!.right).toBeCloseTo(0.1, 12)
  expect(bars.at(-1)!.wrong).toBeCloseTo(0.4, 12)
  const one = bars[until(1)]!
  expect([one.right, one.to]).toEqual([0.5, 0])
  for (const [i, { from }] of bars.entries())
    if (i > 0) expect(from).toBeCloseTo(bars[i - 1]!.to, 9)
})
