import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { serveMnist } from '../../data/mnist.fixture'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import type { SessionEvent } from '../../worker/protocol'
import { collectEvents } from '../testing/collectEvents'
import { SessionHost } from './sessionHost'

/** A small experiment on a set whose test images are files of their own. */
const link = (more: string) =>
  `v=1&data=mnist&model=softmax&examples=100&batch=10&backend=cpu&run=sgd&${more}`

function createHost(more = 'eval=1000') {
  const events = collectEvents()
  const heard: SessionEvent['type'][] = []
  const host = new SessionHost(({ event }) => {
    if (event.type === 'pong') return
    heard.push(event.type)
    events.emit(event)
  })
  const { experiment } = decodeLink(link(more))
  const load = () =>
    host.handle({
      session: 1,
      command: { type: 'load', experiment, runIds: [asRunId(0)], baseUrl: 'http://host/' },
    })
  const train = (steps?: number) =>
    host.handle({ session: 1, command: { type: 'train', ...(steps ? { steps } : {}) } })
  const end = () => host.handle({ session: 2, command: { type: 'unload' } })
  return { host, events, heard, load, train, end }
}

/** Test images that come when they are let go. */
function heldTests() {
  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  const server = serveMnist({
    answer: (file, before) =>
      file.startsWith('test') && before === 0
        ? gate.then(() => fetch(`http://host/data/mnist/${file}`))
        : undefined,
  })
  return { ...server, release: () => release() }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what training does without at first', () => {
  it('is asked for once the first step has been done', async () => {
    const { asked } = heldTests()
    const { events, load, train, end } = createHost()
    const ready = events.next('ready')
    load()
    await ready
    expect(asked).toEqual(['manifest.json', 'train-000.bin'])
    const paused = events.next('paused')
    train(3)
    await paused
    await expect.poll(() => asked).toContain('test-000.bin')
    end()
  })

  it('is asked for where nobody presses Train, too', async () => {
    const { asked } = heldTests()
    const { events, load, end } = createHost()
    const hashes = events.next('hashes')
    load()
    await hashes
    expect(asked).toContain('test-000.bin')
    end()
  })

  it('keeps training waiting only where it ends, or many evaluations wait', async () => {
    const { release } = heldTests()
    const { events, heard, load, train, end } = createHost('eval=10&steps=60')
    const evaluations = events.gather('evaluations', (event) => event.evaluations)
    load()
    await events.next('ready')
    const steps: number[] = []
    events.on('metrics', ({ step }) => steps.push(step))
    const paused = events.next('paused')
    train()
    // Evaluations of four steps wait; the next one is not due before they are done.
    await expect.poll(() => steps.at(-1)).toBe(50)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(steps.at(-1)).toBe(50)
    expect(evaluations).toEqual([])
    release()
    await paused
    expect(evaluations.map(({ step }) => step)).toEqual([10, 20, 30, 40, 50, 60])
    expect(heard.indexOf('hashes')).toBeLessThan(heard.indexOf('paused'))
    end()
  })

  it('lets Pause be felt while training waits', async () => {
    const { release } = heldTests()
    const { host, events, load, train, end } = createHost('eval=1')
    load()
    await events.next('ready')
    train()
    await expect.poll(() => host.pong.steps).toBe(5)
    expect(host.pong).toMatchObject({ isTraining: false, isAside: false })
    const paused = events.next('paused')
    host.handle({ session: 1, command: { type: 'pause' } })
    expect((await paused).step).toBe(5)
    release()
    end()
  })

  it('is asked for again by the next evaluation where it did not come', async () => {
    serveMnist({
      answer: (file, before) =>
        file.startsWith('test') && before === 0 ? Promise.reject(new TypeError('lost')) : undefined,
    })
    const { events, load, train, end } = createHost('eval=10&steps=20')
    const warnings = events.gather('warning', ({ sentence }) => [sentence])
    const evaluations = events.gather('evaluations', (event) => event.evaluations)
    load()
    await events.next('ready')
    const paused = events.next('paused')
    train()
    await paused
    expect(warnings).toEqual([
      expect.stringMatching(/^The test images of MNIST are not all .*goes on/),
    ])
    expect(evaluations.map(({ step }) => step)).toEqual([10, 20])
    end()
  })

  it('is missed in a sentence where training cannot end without it', async () => {
    serveMnist({
      answer: (file) =>
        file.startsWith('test') ? Promise.reject(new TypeError('lost')) : undefined,
    })
    const { events, load, train, end } = createHost('eval=10&steps=20')
    load()
    await events.next('ready')
    const failed = events.next('failed')
    train()
    expect((await failed).sentence).toMatch(/^The test images of MNIST are not all on this machine/)
    end()
  })

  it('is waited for by questions about it', async () => {
    const { release } = heldTests()
    const { host, events, load, end } = createHost()
    load()
    await events.next('ready')
    const predictions = events.gather('predictions', (event) => [event.predictions.kind])
    for (const query of [
      { kind: 'test', index: 3 },
      { kind: 'batch', count: 2 },
    ] as const)
      host.handle({ session: 1, command: { type: 'query', query } })
    await expect.poll(() => predictions).toEqual(['batch'])
    release()
    await expect.poll(() => predictions).toEqual(['batch', 'test'])
    end()
  })
})
