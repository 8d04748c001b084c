import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import type { Command, SessionSnapshot } from '../../worker/protocol'
import { collectEvents } from '../testing/collectEvents'
import { SessionHost } from './sessionHost'

const IDS = [asRunId(70), asRunId(30)]
const { experiment } = decodeLink(
  'v=1&data=spirals&model=softmax&batch=30&backend=cpu&eval=1000&run=alig&run=sgd',
)
const edits = [{ step: 2, run: 1, key: 'lr', value: 0.02 }]

const loadOf = (resume?: SessionSnapshot): Command => ({
  type: 'load',
  experiment: { ...experiment, edits },
  runIds: IDS,
  baseUrl: 'http://host/',
  ...(resume ? { resume } : {}),
})

/** A host, and what the sessions say that it is told to load. */
function createHost() {
  const sessions: number[] = []
  const events = collectEvents()
  const host = new SessionHost(({ session, event }) => {
    sessions.push(session)
    if (event.type !== 'pong') events.emit(event)
  })
  return { host, events, sessions }
}

describe('SessionHost', () => {
  it('gives the runs the ids of the page, and the edits of the experiment to the run they name', async () => {
    const { host, events, sessions } = createHost()
    const blocks = events.gather('metrics', (event) => event.blocks)
    const edited = events.gather('edited', (event) => [event])
    host.handle({ session: 5, command: loadOf() })
    await events.next('ready')
    const paused = events.next('paused')
    host.handle({ session: 5, command: { type: 'train', steps: 4 } })
    await paused
    expect(new Set(blocks.map(({ run }) => run))).toEqual(new Set(IDS))
    expect(edited).toHaveLength(1)
    expect(edited[0]).toMatchObject({ step: 2, run: 30, key: 'lr', value: 0.02, scheduled: true })
    expect(new Set(sessions)).toEqual(new Set([5]))
    host.handle({ session: 6, command: { type: 'unload' } })
  })

  it('goes on with the runs that a snapshot has, found by their ids', async () => {
    const { host, events } = createHost()
    host.handle({ session: 1, command: loadOf() })
    const taken = events.next('snapshot')
    host.handle({ session: 1, command: { type: 'snapshot' } })
    const { snapshot } = await taken
    expect(snapshot.runs.map(({ run }) => run)).toEqual(IDS)
    const resume = { step: 3, seconds: 1, runs: snapshot.runs.slice(1) }
    host.handle({ session: 2, command: loadOf(resume) })
    await events.next('ready')
    const blocks = events.gather('metrics', (event) => event.blocks)
    const paused = events.next('paused')
    host.handle({ session: 2, command: { type: 'train', steps: 2 } })
    expect((await paused).step).toBe(5)
    expect(new Set(blocks.map(({ run }) => run))).toEqual(new Set([30]))
    host.handle({ session: 3, command: { type: 'unload' } })
  })

  it('gathers the evaluations of many steps in few messages', async () => {
    const { host, events } = createHost()
    const messages = events.gather('evaluations', (event) => [event])
    const load = { ...loadOf(), experiment: { ...experiment, eval: 1 } } as Command
    host.handle({ session: 1, command: load })
    await events.next('ready')
    const paused = events.next('paused')
    host.handle({ session: 1, command: { type: 'train', steps: 100 } })
    await paused
    await expect
      .poll(() => messages.flatMap(({ evaluations }) => evaluations), { timeout: 20_000 })
      .toHaveLength(100 * IDS.length)
    expect(messages.length).toBeLessThan(100)
    host.handle({ session: 2, command: { type: 'unload' } })
  })

  it('answers with the session it has and the steps of all its sessions', async () => {
    const { host, events } = createHost()
    expect(host.pong).toEqual({
      ...{ type: 'pong', holds: 0, steps: 0, isTraining: false },
      ...{ asides: 0, isAside: false },
    })
    for (const session of [1, 2]) {
      const ready = events.next('ready')
      host.handle({ session, command: loadOf() })
      await ready
      const paused = events.next('paused')
      host.handle({ session, command: { type: 'train', steps: 3 } })
      await paused
      expect(host.pong).toMatchObject({ holds: session, steps: 3 * session, isTraining: false })
    }
    host.handle({ session: 3, command: { type: 'unload' } })
    expect(host.pong.holds).toBe(3)
  })

  it('says in a sentence why an experiment cannot be loaded', async () => {
    const { host, events } = createHost()
    const failed = events.next('failed')
    const command = {
      ...loadOf(),
      experiment: { ...experiment, data: { id: 'none', options: {} } },
    }
    host.handle({ session: 1, command: command as Command })
    expect((await failed).sentence).toContain('none')
    expect(host.pong).toMatchObject({ holds: 1, isTraining: false })
  })
})
