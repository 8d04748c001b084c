import { expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import type { LandscapeReport } from '../../state/session/session'
import {
  apart,
  contourLines,
  levelsOf,
  lowestOf,
  PICTURE,
  placeOf,
  tangentLine,
  toPixels,
} from './contourPicture'
import { landscapeCsv } from './landscapeCsv'
import { landscapeWords } from './landscapeWords'

const [run, other] = [asRunId(4), asRunId(7)]
const SIDE = 41
const frame = { low: { x: -1, y: -2 }, size: 4, side: SIDE }

/** A bowl around 1, 0. */
const bowl = Float32Array.from({ length: SIDE ** 2 }, (_, i) => {
  const { x, y } = placeOf(i, frame)
  return 0.5 + (x - 1) ** 2 + y ** 2
})
const report: LandscapeReport = {
  ...frame,
  ...{ run, step: 40, losses: bowl, done: SIDE ** 2, examples: 200, of: 300 },
  via: { kind: 'run', run: other },
  paths: [
    { run, steps: [0, 40], places: [at(0, 0), at(2, 0)] },
    { run: other, steps: [0, 40], places: [at(0, 0), at(1, 1, 0.25)] },
  ],
  tangent: { loss: 1.5, x: 2, y: 0, gradNormSq: 9 },
}

function at(x: number, y: number, off = 0) {
  return { x, y, off }
}

it('puts the plane into the picture, y upwards', () => {
  expect(toPixels(report, { x: -1, y: -2 })).toEqual({ x: 0, y: PICTURE })
  expect(toPixels(report, { x: 1, y: 0 })).toEqual({ x: PICTURE / 2, y: PICTURE / 2 })
  expect(placeOf(SIDE ** 2 - 1, report)).toEqual({ x: 3, y: 2 })
})

it('has contours where the loss is theirs', () => {
  const lines = contourLines(report)
  expect(lines.map(({ level }) => level)).toEqual(levelsOf(bowl))
  for (const { level, label } of apart(lines)) {
    const x = (label!.x / PICTURE) * frame.size + frame.low.x
    const y = ((PICTURE - label!.y) / PICTURE) * frame.size + frame.low.y
    expect(0.5 + (x - 1) ** 2 + y ** 2).toBeCloseTo(level, 1)
  }
  expect(apart(lines).length).toBeGreaterThan(5)
})

it('draws what is done, and what is no number as high', () => {
  const losses = bowl.slice().fill(NaN, 20 * SIDE)
  losses[0] = Infinity
  const lines = contourLines({ ...report, losses, done: 20 * SIDE })
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.every(({ d }) => !d.includes('NaN'))).toBe(true)
  expect(contourLines({ ...report, losses: losses.fill(NaN), done: 0 })).toEqual([])
  expect(levelsOf(new Float32Array(4).fill(1))).toEqual([])
})

it('has the line on which the tangent is 0, where it is in sight', () => {
  // 1.5 + 2 (x - 2) = 0
  const [from, to] = tangentLine(report)!
  expect([from.x, to.x]).toEqual([1.25, 1.25])
  expect([from.y, to.y].sort((a, b) => a - b)).toEqual([-2, 2])
  expect(tangentLine({ ...report, tangent: { ...report.tangent, loss: 100 } })).toBeNull()
  expect(tangentLine({ ...report, tangent: { ...report.tangent, x: 0 } })).toBeNull()
})

it('is told in words', () => {
  const words = landscapeWords(report, (id) => (id === run ? 'ALI-G' : 'SGD')).join(' ')
  expect(words).toContain(
    'the start of ALI-G, its weights after 40 steps, and the weights of SGD now',
  )
  expect(words).toContain(
    'Loss of 200 of 300 training examples: 1.5 at the weights now; the lowest on the grid is 0.5, 1 away.',
  )
  expect(words).toContain(
    'reaches 0 at a distance of 0.75; straight down the whole gradient it would be 0.5.',
  )
  expect(words).toContain('ALI-G by up to 0, SGD by up to 0.25.')
  expect(lowestOf(report)).toEqual({ loss: 0.5, distance: 1 })
  const alone = { ...report, via: { kind: 'path', step: null } } as const
  expect(landscapeWords(alone, () => 'ALI-G')[0]).toContain('a direction at random')
})

it('is a table of its grid and its paths', () => {
  const lines = landscapeCsv(report, (id) => ({ run: id === run ? 0 : 1, optimizer: 'x' })).split(
    '\n',
  )
  expect(lines).toHaveLength(1 + SIDE ** 2 + 4 + 1)
  expect(lines[1]).toBe('grid,0,x,40,-1,-2,8.5,0')
  expect(lines.at(-2)).toBe('path,1,x,40,1,1,,0.25')
})
