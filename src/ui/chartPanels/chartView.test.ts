import { describe, expect, it } from 'vitest'
import { isViewKey } from '../../experiment/linkKeys'
import { PARTS } from '../../experiment/viewKeys'
import {
  CHARTS,
  partsText,
  scaleKey,
  scaleOf,
  scaleText,
  shownParts,
  xUnitOf,
  zoomOf,
  zoomText,
} from './chartView'

describe('the view in the link', () => {
  it('has keys that a link takes', () => {
    for (const chart of CHARTS) expect(isViewKey(scaleKey(chart))).toBe(true)
  })

  it('goes back to its usual form where the link says nothing or nonsense', () => {
    for (const view of [{}, { x: 'miles', zoom: '9', lossScale: 'cubic' }]) {
      expect(xUnitOf(view)).toBe('steps')
      expect(zoomOf(view)).toBeNull()
      expect(scaleOf(view, 'loss')).toBe('log')
      expect(scaleOf(view, 'accuracy')).toBe('linear')
    }
    expect(zoomOf({ zoom: '100:20' })).toBeNull()
    expect(zoomOf({ zoom: '-5:20' })).toBeNull()
    expect(zoomOf({ zoom: '0:99999999999999' })).toBeNull()
  })

  it('reads what it writes', () => {
    expect(zoomOf({ zoom: zoomText([10.4, 30.6], 500)! })).toEqual([10, 31])
    expect(scaleOf({ lossScale: scaleText('loss', 'linear')! }, 'loss')).toBe('linear')
    expect(scaleText('loss', 'log')).toBeNull()
    const parts = ['step', 'weights'] as const
    expect(shownParts({ charts: partsText(parts, PARTS)! }, PARTS)).toEqual(parts)
    expect(shownParts({ charts: partsText([], PARTS)! }, PARTS)).toEqual([])
    expect(partsText(PARTS, PARTS)).toBeNull()
    expect(shownParts({}, parts)).toEqual(parts)
  })

  it('keeps a zoom inside the axis and at least two steps wide', () => {
    expect(zoomText([-20, 30], 100)).toBe('0:30')
    expect(zoomText([50, 900], 100)).toBe('50:100')
    expect(zoomText([50.1, 50.2], 100)).toBe('50:52')
    expect(zoomText([100, 100], 100)).toBe('98:100')
    expect(zoomText([-3, 104], 100)).toBeNull()
  })

  it('zooms out beyond the usual axis where there is more to see', () => {
    expect(zoomText([-50, 150], 100, 1000)).toBe('0:150')
    expect(zoomText([-500, 1500], 100, 1000)).toBe('0:1000')
    expect(zoomText([0, 100], 100, 1000)).toBeNull()
  })
})
