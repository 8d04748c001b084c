import { describe, expect, it } from 'vitest'
import { draggedDomain, zoomAround } from './zoom'

describe('zoomAround', () => {
  it('keeps x where it is and comes back', () => {
    expect(zoomAround([0, 100], 25, 0.5)).toEqual([12.5, 62.5])
    expect(zoomAround([12.5, 62.5], 25, 2)).toEqual([0, 100])
    expect(zoomAround([10, 20], 10, 0.5)).toEqual([10, 15])
  })
})

describe('draggedDomain', () => {
  const area = { left: 50, top: 0, width: 200, height: 100 }

  it('orders the ends of a drag in either direction', () => {
    expect(draggedDomain(10, 40, [0, 100], area)).toEqual([10, 40])
    expect(draggedDomain(40, 10, [0, 100], area)).toEqual([10, 40])
  })

  it('takes a drag of a few pixels for a click', () => {
    expect(draggedDomain(10, 12, [0, 100], area)).toBeNull()
    expect(draggedDomain(10, 13, [0, 100], area)).toEqual([10, 13])
  })
})
