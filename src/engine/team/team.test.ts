import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import type { Command, MetricBlock, SessionSnapshot } from '../../worker/protocol'
import { byRun, createTeamHost, LONG, rowsOf as rowsOfRuns } from './testing/teamHost'

const [ALIG, SGD, ADAM, FREE] = [70, 30, 50, 20].map(asRunId) as [never, never, never, never]
const IDS = [ALIG, SGD, ADAM, FREE]
const { experiment } = decodeLink(
  'v=1&data=spirals&model=mlp&model.width=8&batch=30&backend=cpu&eval=50&steps=150&aug=0' +
    '&run=alig&run=sgd&run=adam&run=schedulefree_sgd',
)
const edits = [
  { step: 0, run: 2, key: 'lr', value: 0.02 },
  { step: 33, run: 0, key: 'maxLr', value: 0.3 },
  { step: 34, run: 0, key: 'momentumMode', value: 'adjusted' },
  // It diverges of that.
  { step: 60, run: 1, key: 'lr', value: 1e30 },
]

const loadOf = (workers: number, resume?: SessionSnapshot): Command => ({
  type: 'load',
  experiment: { ...experiment, edits },
  runIds: IDS,
  baseUrl: 'http://host/',
  workers,
  ...(resume ? { resume } : {}),
})

const createHost = () => createTeamHost(loadOf)
const rowsOf = (blocks: readonly MetricBlock[]) => rowsOfRuns(blocks, IDS)

const secondsOf = (blocks: readonly MetricBlock[], id: number) =>
  blocks.filter(({ run }) => run === id).flatMap(({ seconds }) => [...seconds])

/** A whole experiment: an edit by hand, questions, a removal, a run that diverges, the last step. */
async function trainAll(workers: number) {
  const made = createHost()
  const { events, heard, send, train, snapshot, begin, end } = made
  await begin(workers)
  expect((await train(7)).step).toBe(10)
  send({ type: 'edit', run: ADAM, key: 'lr', value: 0.005 })
  expect((await train(1)).step).toBe(11)
  const probe = events.next('lossAlongGradient')
  send({ type: 'lossAlongGradient', run: ALIG, stepSizes: [0.1] })
  const { report } = await probe
  const answer = events.next('predictions')
  send({ type: 'query', query: { kind: 'test', index: 3 } })
  const { predictions } = await answer
  const drawn = events.next('regions')
  send({ type: 'regions' })
  const { regions } = { regions: (await drawn).report.runs }
  await train(80)
  send({ type: 'remove', run: ADAM })
  await train(9)
  const taken = await snapshot()
  const { reason, step } = await train()
  expect([reason, step]).toEqual(['limit', 150])
  await expect.poll(() => heard.evaluations.filter((one) => one.step === 150)).toHaveLength(2)
  const last = await snapshot()
  end()
  const { seconds: _, ...atRemoval } = taken
  return {
    ...{
      rows: rowsOf(heard.blocks),
      evaluations: byRun(heard.evaluations, IDS),
      edits: heard.edits,
    },
    ...{ diverged: heard.diverged, report, predictions, regions, atRemoval, last: last.runs },
    seconds: secondsOf(heard.blocks, ALIG),
    helpers: made.helpers,
  }
}

let trainedByOne: ReturnType<typeof trainAll> | undefined

beforeEach(() => tf.setBackend('cpu'))

describe('helpers', () => {
  it.each([2, 3, 4])('train to the same numbers as one worker, being %i', LONG, async (workers) => {
    const { seconds: _, helpers: none, ...alone } = await (trainedByOne ??= trainAll(1))
    const { seconds, helpers, ...spread } = await trainAll(workers)
    expect(none).toHaveLength(0)
    for (const { heard } of helpers) expect(heard).toContain('train')
    expect(alone.diverged).toHaveLength(1)
    expect(alone.rows.map((rows) => rows.length > 0)).toEqual(IDS.map(() => true))
    expect(spread).toEqual(alone)
    // The clock of training never goes back.
    expect(seconds).toHaveLength(150)
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
  })

  it('stand at the same step at every pause, whenever it is asked for', async () => {
    const { events, heard, send, snapshot, begin, end } = createHost()
    await begin(2)
    let last = 0
    for (let times = 0; times < 5; times++) {
      const paused = events.next('paused')
      send({ type: 'train' })
      await new Promise((resolve) => setTimeout(resolve, 3 + 2 * times))
      send({ type: 'pause' })
      const { step } = await paused
      if (step === 150) break
      expect(step).toBeGreaterThanOrEqual(last)
      last = step
      expect((await snapshot()).step).toBe(step)
      const rows = heard.blocks.filter(({ run }) => run === ALIG)
      const end = rows.at(-1)!
      expect(end.firstStep + end.seconds.length).toBe(step)
    }
    end()
  })

  it(
    'that are lost end the session with a sentence, and a snapshot goes on in new ones',
    LONG,
    async () => {
      const made = createHost()
      const { events, helpers, heard, send, train, snapshot, begin, end } = made
      await begin(2)
      await train(20)
      const taken = await snapshot()
      const failed = new Promise<string>((resolve) =>
        events.on('failed', ({ sentence }) => resolve(sentence)),
      )
      const before = rowsOf(heard.blocks)
      send({ type: 'train' })
      helpers[1]!.crash()
      expect(await failed).toContain('A helper of the training worker stopped unexpectedly.')
      end()

      const resumed = createHost()
      await resumed.begin(2, taken)
      await resumed.train()
      const whole = await trainedAlone()
      const after = rowsOf(resumed.heard.blocks)
      before.forEach((rows, run) => expect([...rows, ...after[run]!]).toEqual(whole[run]))
      resumed.end()
    },
  )

  it('stay for the next session of their worker, and a lost one is replaced', async () => {
    const { helpers, host, events, spread, train, begin, readyHelpers } = createHost()
    await begin(2)
    helpers[0]!.crash()
    const ready = events.next('ready')
    host.handle({ session: 1, command: loadOf(2) })
    await ready
    await train(2)
    await readyHelpers(3)
    await train(2)
    expect(helpers).toHaveLength(3)
    expect(spread).toEqual([2, 2])
    host.handle({ session: 2, command: { type: 'unload' } })
  })
})

async function trainedAlone() {
  const { heard, train, begin, end } = createHost()
  await begin(1)
  await train()
  end()
  return rowsOf(heard.blocks)
}
