import { expect, it } from 'vitest'
import { regionPixels, tint, type Colour, type Palette } from './paint'
import { parseColour } from './usePalette'

const palette: Palette = {
  classes: [
    [200, 0, 100],
    [0, 200, 0],
  ],
  surface: [255, 255, 255],
  text: [0, 0, 0],
}

it('reads colours, also as a minifier writes them', () => {
  expect(parseColour('#b3265a')).toEqual([0xb3, 0x26, 0x5a])
  expect(parseColour('#fff')).toEqual([255, 255, 255])
})

it('paints each place in a tint of its class, which is nearer to the surface than the points are', () => {
  const pixels = regionPixels(Uint8Array.of(1, 0, 1), palette)
  const places = [0, 4, 8].map((i) => Array.from(pixels.subarray(i, i + 3)))
  expect(places[0]).toEqual(places[2])
  expect(places).toEqual([1, 0, 1].map((c) => tint(palette.classes[c]!, palette.surface)))
  expect([3, 7, 11].map((i) => pixels[i])).toEqual([255, 255, 255])
  const distance = (a: Colour, b: Colour) => Math.hypot(...a.map((value, i) => value - b[i]!))
  const region = tint(palette.classes[0]!, palette.surface)
  expect(distance(region, palette.surface)).toBeLessThan(distance(region, palette.classes[0]!))
})
