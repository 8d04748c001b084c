import { describe, expect, it } from 'vitest'
import { spiralPoints, spiralsLoader } from './loader'

const options = { arms: 3, points: 300, spread: 0.05, turn: 5 }
const request = { baseUrl: 'http://host/', examples: 300, options }
const perClass = (labels: Uint8Array, classes: number) =>
  Array.from({ length: classes }, (_, c) => labels.filter((label) => label === c).length)

describe('the spirals', () => {
  it('are the same points everywhere', () => {
    const { images, labels } = spiralPoints(options, 4, 0)
    expect([...labels]).toEqual([0, 1, 2, 0])
    expect([...images].map((value) => Number(value.toFixed(5)))).toMatchInlineSnapshot(`
      [
        0.18643,
        -0.99935,
        -0.33997,
        -0.12118,
        0.01617,
        -0.25993,
        -0.64671,
        -0.45824,
      ]
    `)
  })

  it('have as many points on every arm, also the first few of them', async () => {
    const train = await spiralsLoader.loadTrain(request)
    expect(perClass(train.labels, 3)).toEqual([100, 100, 100])
    expect(spiralPoints(options, 90, 0).images).toEqual(train.images.subarray(0, 180))
    const five = await spiralsLoader.loadTest({ ...request, options: { ...options, arms: 5 } })
    expect(perClass(five.labels, 5)).toEqual([200, 200, 200, 200, 200])
  })

  it.each([5, 3])('stray from an arm that winds by %d radians by the spread alone', (turn) => {
    const exact = spiralPoints({ ...options, turn, spread: 0 }, 300, 0)
    exact.labels.forEach((arm, i) => {
      const [x, y] = [exact.images[2 * i]!, exact.images[2 * i + 1]!]
      const radius = Math.hypot(x, y)
      const angle = (turn * (radius - 0.2)) / 0.8 + (2 * Math.PI * arm) / 3
      expect(Math.hypot(x - radius * Math.cos(angle), y - radius * Math.sin(angle))).toBeLessThan(
        1e-5,
      )
    })
    const strayed = Array.from(spiralPoints({ ...options, turn }, 300, 0).images)
    const squares = strayed.map((value, i) => (value - exact.images[i]!) ** 2)
    expect(Math.sqrt(squares.reduce((a, b) => a + b, 0) / 600)).toBeCloseTo(0.05, 2)
  })

  it('are tested on other points of the same kind', async () => {
    const train = await spiralsLoader.loadTrain(request)
    const test = await spiralsLoader.loadTest(request)
    expect(test.count).toBe(1000)
    expect(test.images.subarray(0, 600)).not.toEqual(train.images)
    const inDisc = Array.from(test.images).every((value) => Math.abs(value) < 1.3)
    expect(inDisc).toBe(true)
  })
})
