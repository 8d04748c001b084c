import { expect, it } from 'vitest'
import { markersPath, SHAPES } from './markers'
import type { MarkerShape } from './types'

const shapes = Object.keys(SHAPES) as MarkerShape[]

/** Of a path as it is drawn, in pixels. */
function boxOf(d: string, scale: number): DOMRect {
  document.body.innerHTML = `<svg width="300" height="300"><path d="${d}" transform="scale(${scale})" fill="red"/></svg>`
  const svg = document.querySelector('svg')!
  const [box, own] = [svg.querySelector('path')!, svg].map((one) => one.getBoundingClientRect())
  return new DOMRect(box!.x - own!.x, box!.y - own!.y, box!.width, box!.height)
}

it.each(shapes)('puts each %s around its own place, whatever the scale', (shape) => {
  for (const scale of [1, 0.85]) {
    const box = boxOf(markersPath(shape, [{ x: 100, y: 40 }], scale), scale)
    expect(Math.abs(box.x + box.width / 2 - 100)).toBeLessThan(0.7)
    expect(Math.abs(box.y + box.height / 2 - 40)).toBeLessThan(0.7)
    const size = Math.max(box.width, box.height) / scale
    expect(size).toBeGreaterThan(6)
    expect(size).toBeLessThan(9.5)
  }
})

it('draws several as one path, each where it belongs', () => {
  const places = [20, 250].map((x) => ({ x, y: x / 2 }))
  const all = boxOf(markersPath('circle', places, 0.95), 0.95)
  const [first, last] = places.map((place) => boxOf(markersPath('circle', [place], 0.95), 0.95))
  expect(all.left).toBeCloseTo(first!.left)
  expect(all.top).toBeCloseTo(first!.top)
  expect(all.right).toBeCloseTo(last!.right)
  expect(all.bottom).toBeCloseTo(last!.bottom)
})
