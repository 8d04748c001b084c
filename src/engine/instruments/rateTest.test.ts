/** A rate test in a session: what it leaves as it is, and what it gives way to. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import { columnOf } from '../../spec/metricTable'
import { createStudySession, tensorCount } from '../testing/studySession'

beforeAll(() => tf.setBackend('cpu'))

const run = asRunId(0)
const rows = (
  { blocks }: Pick<ReturnType<typeof createStudySession>, 'blocks'>,
  id: number,
  name: string,
) => blocks.filter((one) => one.run === id).flatMap((one) => [...columnOf(one, name)!])

describe('a rate test in a session', () => {
  it('changes no number of the training that it lies in', async () => {
    const plain = createStudySession(['alig', 'adam'])
    await plain.train(50)
    await plain.until(() => plain.evaluations.length === 4)
    const tested = createStudySession(['alig', 'adam'])
    await tested.train(10)
    tested.session.study({ study: 'rateTest', run })
    // While it trains; the rest while paused.
    await tested.train(20)
    const early = tested.rateTests.length
    await tested.until(() => tested.ended.length === 1)
    await tested.train(20)
    await tested.until(() => tested.evaluations.length === 4)
    expect(tested.rateTests.length).toBeGreaterThan(early)
    expect(tested.rateTests.at(-1)!.points).toHaveLength(tested.rateTests.at(-1)!.values)
    expect(tested.rateTests.every(({ step }) => step === 10)).toBe(true)
    for (const id of [0, 1])
      for (const name of plain.blocks[0]!.columns)
        expect(rows(tested, id, name), name).toEqual(rows(plain, id, name))
    expect(tested.evaluations).toEqual(plain.evaluations)
    expect(tested.warnings).toEqual([])
    await plain.session.dispose()
    await tested.session.dispose()
  })

  it('gives way to Train, which does not wait for it', async () => {
    const { session, until, events, rateTests, ended } = createStudySession(['alig'])
    const paused = events.next('paused')
    // As soon as there is something to see.
    events.on('rateTest', ({ report }) => report.points.length === 1 && session.train(3))
    session.study({ study: 'rateTest', run })
    expect((await paused).step).toBe(3)
    const { points, values } = rateTests.at(-1)!
    expect(points.length).toBeLessThan(values)
    await until(() => ended.length > 0)
    expect(rateTests.at(-1)!.points).toHaveLength(values)
    await session.dispose()
  })

  it('is given up when it is stopped, and for another one', async () => {
    const { session, until, events, rateTests, ended } = createStudySession(['alig', 'sgd'])
    events.on('rateTest', ({ report }) => {
      if (report.run === run && report.points.length === 2) session.stopStudy('rateTest')
    })
    session.study({ study: 'rateTest', run })
    await until(() => ended.length === 1)
    const { points, values } = rateTests.at(-1)!
    expect(points.length).toBeLessThan(values)
    const before = tensorCount()
    session.study({ study: 'rateTest', run })
    session.study({ study: 'rateTest', run: asRunId(1) })
    await until(() => ended.length === 2)
    expect(rateTests.at(-1)).toMatchObject({ run: 1, key: 'lr' })
    expect(tensorCount()).toBe(before)
    await session.dispose()
  })

  it('ends without a report where the run has left, and leaves no tensor behind', async () => {
    const before = tensorCount()
    const { session, train, until, rateTests, ended } = createStudySession(['alig', 'sgd'])
    session.remove(run)
    session.study({ study: 'rateTest', run })
    await until(() => ended.length === 1)
    expect(rateTests).toHaveLength(0)
    session.study({ study: 'rateTest', run: asRunId(1) })
    await train(2)
    await until(() => rateTests.length > 0)
    await session.dispose()
    expect(tensorCount()).toBe(before)
  })
})
