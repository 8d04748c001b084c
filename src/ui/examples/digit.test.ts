import { describe, expect, it } from 'vitest'
import { type Drawing, inkBox, toImage } from './digit'

/** A filled rectangle of ink. */
function rectangle(left: number, top: number, width: number, height: number, size = 280): Drawing {
  const ink = new Float32Array(size * size)
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) ink[y * size + x] = 1
  return { ink, size }
}

const massOf = (image: Uint8Array, width: number) => {
  let [mass, x, y] = [0, 0, 0]
  image.forEach((value, i) => {
    mass += value
    x += value * ((i % width) + 0.5)
    y += value * (Math.floor(i / width) + 0.5)
  })
  return { mass, x: x / mass, y: y / mass }
}

describe('toImage', () => {
  it('has nothing to show where nothing is drawn', () => {
    expect(toImage({ ink: new Float32Array(100), size: 10 }, 28, 28)).toBeNull()
  })

  it.each([
    ['far to the left', rectangle(3, 40, 20, 160)],
    ['small', rectangle(200, 220, 10, 16)],
    ['wide', rectangle(10, 100, 260, 30)],
  ])('fits what is %s into 20 pixels and centres its mass', (_, drawing) => {
    const image = toImage(drawing, 28, 28)!
    const { x, y } = massOf(image, 28)
    expect(x).toBeCloseTo(14, 1)
    expect(y).toBeCloseTo(14, 1)
    const side = Math.sqrt(image.length)
    const small = inkBox({ ink: Float32Array.from(image), size: side })!
    expect(Math.max(small.width, small.height)).toBe(20)
    expect(Math.max(...image)).toBe(255)
  })

  it('keeps the shape and the amount of ink', () => {
    // 100 x 200 becomes 10 x 20 pixels of full ink.
    const image = toImage(rectangle(50, 30, 100, 200), 28, 28)!
    expect(massOf(image, 28).mass / 255).toBeCloseTo(200, 0)
  })

  it('centres what leans to one side by its mass, not by its box', () => {
    const drawing = rectangle(40, 40, 40, 200)
    for (let x = 80; x < 200; x++) drawing.ink[60 * 280 + x] = 1
    const image = toImage(drawing, 28, 28)!
    const { x } = massOf(image, 28)
    expect(x).toBeCloseTo(14, 1)
    const box = inkBox({ ink: Float32Array.from(image), size: 28 })!
    expect(box.left + box.width / 2).toBeGreaterThan(15)
  })
})
