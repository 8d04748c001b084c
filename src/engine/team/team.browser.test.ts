import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import type { BackendChoice } from '../../experiment/experiment'
import { asRunId } from '../../spec/runId'
import { FurtherWorkers } from '../../worker/furtherWorkers'
import type { Command, MetricBlock, SessionSnapshot } from '../../worker/protocol'
import { WorkerByPage } from '../../worker/workerByPage'
import { arithmeticOf } from '../backend/backendHolder'
import { SessionHost } from '../session/sessionHost'
import { collectEvents } from '../testing/collectEvents'

const [ALIG, SGD, ADAM] = [0, 1, 2].map(asRunId) as [never, never, never]
const { experiment } = decodeLink(
  'v=1&data=spirals&model=mlp&model.width=256&batch=100&backend=wasm&eval=50' +
    '&run=alig&run=sgd&run=adam',
)
const edits = [
  { step: 21, run: 0, key: 'maxLr', value: 0.3 },
  { step: 40, run: 1, key: 'lr', value: 1e30 },
]

const startHelper = () =>
  new Worker(new URL('../../worker/train.worker.ts', import.meta.url), {
    type: 'module',
    name: 'helper',
  })

/** A session on wasm in this page, spread over so many real workers. */
async function begin(
  workers: number,
  { resume, backend = 'wasm' }: { resume?: SessionSnapshot; backend?: BackendChoice } = {},
) {
  const helpers: Worker[] = []
  const page = new FurtherWorkers(() => {
    const helper = startHelper()
    helpers.push(helper)
    return helper
  })
  const events = collectEvents()
  const host = new SessionHost(
    ({ event }) => {
      if (event.type !== 'pong') events.emit(event)
    },
    {
      makeHelper: () => new WorkerByPage('helper', (request) => page.make(request)),
      worthwhile: { seconds: 0, msPerStep: 0 },
    },
  )
  const blocks = events.gather('metrics', (event) => event.blocks)
  const evaluations = events.gather('evaluations', (event) => event.evaluations)
  const diverged = events.gather('diverged', ({ run, step }) => [{ run, step }])
  const spread = events.gather('spread', (event) => [event.workers])
  const send = (command: Command) => host.handle({ session: 1, command })
  const train = async (steps: number) => {
    const paused = events.next('paused')
    send({ type: 'train', steps })
    return (await paused).step
  }
  const snapshot = async () => {
    const taken = events.next('snapshot')
    send({ type: 'snapshot' })
    return (await taken).snapshot
  }
  const ready = events.next('ready')
  send({
    type: 'load',
    experiment: { ...experiment, backend, edits },
    runIds: [ALIG, SGD, ADAM],
    baseUrl: location.origin,
    workers,
    ...(resume ? { resume } : {}),
  })
  expect((await ready).backend.name).toBe('wasm')
  const end = () => {
    host.handle({ session: 2, command: { type: 'unload' } })
    page.end()
  }
  return { helpers, events, blocks, evaluations, diverged, spread, send, train, snapshot, end }
}

type Begun = Awaited<ReturnType<typeof begin>>

/** Single steps until helpers have taken over, or so many. */
async function trainUntilSpread({ train, spread }: Begun, most: number): Promise<void> {
  for (let step = 0; step < most; step++) {
    await train(1)
    if (spread.length > 0) return
    // They start meanwhile; a busy machine is given longer and longer.
    await new Promise((resolve) => setTimeout(resolve, 250 * (step + 1)))
  }
}

const rowsOf = (blocks: readonly MetricBlock[], run: number) =>
  blocks.filter((block) => block.run === run).flatMap(({ values }) => [...values])

async function trainAll(workers: number, backend: BackendChoice) {
  const begun = await begin(workers, { backend })
  const { blocks, evaluations, diverged, spread, send, train, snapshot, end } = begun
  // Trained by itself before and after, at the same steps with both numbers of workers.
  await trainUntilSpread(begun, 20)
  expect(spread).toEqual(workers > 1 ? [workers] : [])
  const { step } = await snapshot()
  await train(70 - step)
  // What waits is forgotten with the run.
  await expect.poll(() => evaluations.some((one) => one.run === ADAM)).toBe(true)
  send({ type: 'remove', run: ADAM })
  await train(50)
  const last = await snapshot()
  await expect.poll(() => evaluations.filter((one) => one.step === 100)).toHaveLength(1)
  end()
  return {
    rows: [ALIG, SGD, ADAM].map((run) => rowsOf(blocks, run)),
    evaluations: evaluations.toSorted((a, b) => a.run - b.run || a.step - b.step),
    ...{ diverged: [...diverged], last: last.runs },
  }
}

it.each([
  { backend: 'wasm', isRelaxed: false },
  { backend: 'auto', isRelaxed: true },
] as const)('gives the same numbers with one worker and with two: $backend', async (how) => {
  const alone = await trainAll(1, how.backend)
  expect(arithmeticOf('wasm').isRelaxed).toBe(how.isRelaxed)
  const spread = await trainAll(2, how.backend)
  expect(alone.diverged).toHaveLength(1)
  expect(spread).toEqual(alone)
})

it('notices a helper that was killed, and goes on in a new one with nothing lost', async () => {
  const alone = await begin(1)
  await alone.train(60)
  alone.end()

  const killed = await begin(2)
  await trainUntilSpread(killed, 20)
  const taken = await killed.snapshot()
  const before = rowsOf(killed.blocks, ALIG)
  const failed = new Promise<string>((resolve) =>
    killed.events.on('failed', ({ sentence }) => resolve(sentence)),
  )
  killed.helpers[1]!.terminate()
  killed.send({ type: 'train' })
  expect(await failed).toContain('A helper of the training worker stopped unexpectedly.')
  killed.end()

  const resumed = await begin(2, { resume: taken })
  await trainUntilSpread(resumed, 10)
  expect(resumed.spread).toEqual([2])
  const { step } = await resumed.snapshot()
  await resumed.train(60 - step)
  expect([...before, ...rowsOf(resumed.blocks, ALIG)]).toEqual(rowsOf(alone.blocks, ALIG))
  resumed.end()
})
