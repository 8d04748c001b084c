/** A landscape in a session, against the loss in double precision. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import type { LandscapeReport } from '../../worker/protocol'
import { linearData, linearGradient, linearLoss } from '../testing/linearTwin'
import { createStudySession, tensorCount } from '../testing/studySession'

beforeAll(() => tf.setBackend('cpu'))

const [alig, sgd] = [asRunId(0), asRunId(1)]
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0)
const minus = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, i) => value - b[i]!)
const scaled = (a: readonly number[], by: number) => a.map((value) => value * by)
const unit = (a: readonly number[]) => scaled(a, 1 / Math.hypot(...a))

/** A study session that has come so far, and the weights of its runs. */
async function trained(optimizers: readonly string[], steps: number, follows = true) {
  const known = createStudySession(optimizers)
  if (follows) known.session.useInstruments(['landscape'])
  await known.train(steps)
  const weightsNow = async () => {
    const next = known.events.next('snapshot')
    known.session.requestSnapshot()
    return (await next).snapshot.runs.map(({ parameters }) => parameters)
  }
  const measure = async (other: typeof alig | null) => {
    const before = known.ended.length
    known.session.study({ study: 'landscape', run: alig, other })
    await known.until(() => known.ended.length > before)
    return known.landscapes.at(-1)!
  }
  return { ...known, weightsNow, measure }
}

/** The plane of a report, by hand. */
function planeOf(start: ArrayLike<number>, now: ArrayLike<number>, third: ArrayLike<number>) {
  const u = unit(minus(now, start))
  const from = minus(third, start)
  const v = unit(minus(from, scaled(u, dot(from, u))))
  return (x: number, y: number) => Array.from(start, (w, i) => w + x * u[i]! + y * v[i]!)
}

/** Twenty points of the grid all over it. */
const TWENTY = Array.from({ length: 20 }, (_, i) => Math.floor((i * (41 * 41 - 1)) / 19))
const coordinates = ({ low, size, side }: LandscapeReport, i: number) => ({
  x: low.x + (size * (i % side)) / (side - 1),
  y: low.y + (size * Math.floor(i / side)) / (side - 1),
})

describe('a landscape', () => {
  it('is the loss on the plane through start, weights now and those of another run', async () => {
    const { session, weightsNow, measure, initialWeights, warnings } = await trained(
      ['alig', 'adam'],
      12,
    )
    const [own, others] = await weightsNow()
    const report = await measure(sgd)
    expect(report).toMatchObject({ run: 0, step: 12, side: 41, done: 1681, examples: 8, of: 60 })
    expect(report.via).toEqual({ kind: 'run', run: 1 })
    const at = planeOf(initialWeights, own!, others!)
    for (const i of TWENTY) {
      const { x, y } = coordinates(report, i)
      const exact = linearLoss(at(x, y), linearData(600), 'crossEntropy')
      expect(report.losses[i]! / exact, `point ${i}`).toBeCloseTo(1, 3)
    }
    // Both runs end on the plane, and their steps between lie near it at most.
    const [first, second] = report.paths
    expect(first!.places[0]).toMatchObject({ x: 0, y: 0, off: 0 })
    expect(first!.places.at(-1)!.x).toBeCloseTo(Math.hypot(...minus(own!, initialWeights)), 4)
    for (const path of [first!, second!]) {
      expect(path.steps[0]).toBe(0)
      expect(path.steps.at(-1)).toBe(12)
      expect(path.places.at(-1)!.off).toBeLessThan(1e-4)
      expect(path.steps.length).toBeGreaterThan(4)
    }
    const { x, y } = second!.places.at(-1)!
    at(x, y).forEach((weight, i) => expect(weight).toBeCloseTo(others![i]!, 4))
    expect(warnings).toEqual([])
    await session.dispose()
  })

  it('has the tangent at the weights now', async () => {
    const { session, weightsNow, measure, initialWeights } = await trained(['alig', 'sgd'], 9)
    const [own, others] = await weightsNow()
    const { tangent } = await measure(sgd)
    const data = linearData(600)
    const gradient = linearGradient(own!, data, 'crossEntropy')
    const at = planeOf(initialWeights, own!, others!)
    const [origin, alongX, alongY] = [at(0, 0), at(1, 0), at(0, 1)]
    expect(tangent.loss / linearLoss(own!, data, 'crossEntropy')).toBeCloseTo(1, 4)
    expect(tangent.x).toBeCloseTo(dot(gradient, minus(alongX, origin)), 4)
    expect(tangent.y).toBeCloseTo(dot(gradient, minus(alongY, origin)), 4)
    expect(tangent.gradNormSq / dot(gradient, gradient)).toBeCloseTo(1, 3)
    await session.dispose()
  })

  it('goes through a place on its own path, or else in a direction that is the same each time', async () => {
    const followed = await trained(['alig'], 12)
    const { via } = await followed.measure(null)
    expect(via).toMatchObject({ kind: 'path' })
    expect((via as { step: number }).step).toBeGreaterThan(0)
    await followed.session.dispose()

    const losses = []
    for (let i = 0; i < 2; i++) {
      const { session, measure } = await trained(['alig'], 12, false)
      const report = await measure(null)
      expect(report.via).toEqual({ kind: 'path', step: null })
      losses.push(report.losses)
      await session.dispose()
    }
    expect(losses[0]).toEqual(losses[1])
  })

  it('does not go through a run that is where it is itself', async () => {
    const { session, measure } = await trained(['alig', 'alig'], 6)
    expect((await measure(sgd)).via).toMatchObject({ kind: 'path' })
    await session.dispose()
  })

  it('needs steps, and says so', async () => {
    const { session, until, warnings, ended } = createStudySession(['alig'])
    session.study({ study: 'landscape', run: alig, other: null })
    await until(() => ended.length === 1)
    expect(warnings.join()).toContain('The landscape could not be measured')
    await session.dispose()
  })

  it('changes no number, and leaves no tensor behind', async () => {
    const before = tensorCount()
    const plain = await trained(['alig', 'adam'], 20, false)
    await plain.train(20)
    const measured = await trained(['alig', 'adam'], 20)
    measured.session.study({ study: 'landscape', run: alig, other: sgd })
    await measured.train(20)
    await measured.until(() => measured.ended.length === 1)
    for (const run of [0, 1])
      for (const name of plain.blocks[0]!.columns) {
        const values = ({ blocks }: typeof plain) =>
          blocks.filter((one) => one.run === run).flatMap((one) => [...columnOf(one, name)!])
        expect(values(measured), name).toEqual(values(plain))
      }
    // Given up half-way.
    measured.session.study({ study: 'landscape', run: alig, other: null })
    await measured.train(1)
    await plain.session.dispose()
    await measured.session.dispose()
    expect(tensorCount()).toBe(before)
  })
})
