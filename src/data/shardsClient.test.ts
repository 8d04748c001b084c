import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DataError } from './datasetLoader'
import { mnist } from './mnist/spec'
import { createPackedSource, type PackedSource } from './packedSource'
import { besideThisThread, ShardsClient } from './shardsClient'
import type { ShardsCommand, ShardsReply } from './shardsMessages'
import { createShardsService } from './shardsService'
import { serveMnist } from './mnist.fixture'

const request = { baseUrl: 'http://host/sub/' }

/** The real service behind what a worker and its messages are to the page. */
function fakeWorker(): Worker & { readonly commands: ShardsCommand[] } {
  const commands: ShardsCommand[] = []
  const worker = {
    commands,
    onmessage: null as Worker['onmessage'],
    onerror: null as Worker['onerror'],
    terminate: vi.fn(),
    postMessage: (command: ShardsCommand) => {
      commands.push(command)
      service(structuredClone(command))
    },
  }
  const service = createShardsService((reply: ShardsReply, moved) => {
    const data = structuredClone(reply, { transfer: moved })
    queueMicrotask(() => worker.onmessage?.call(asWorker, { data } as MessageEvent))
  })
  const asWorker = worker as unknown as Worker & { readonly commands: ShardsCommand[] }
  return asWorker
}

const local: PackedSource = vi.fn(createPackedSource(mnist))
let worker: ReturnType<typeof fakeWorker>
let load: PackedSource

beforeEach(() => {
  worker = fakeWorker()
  const client = new ShardsClient(() => worker)
  load = besideThisThread('mnist', local, () => client)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.mocked(local).mockClear()
})

describe('images by a worker of their own', () => {
  it('are the same as on the thread that asks', async () => {
    serveMnist()
    const images = await load('train', 7, request)
    expect(local).not.toHaveBeenCalled()
    expect(images).toEqual(await local('train', 7, request))
    expect(images.count).toBe(7)
  })

  it('come with their progress', async () => {
    const { storedBytes } = serveMnist()
    const onProgress = vi.fn()
    await load('train', 7, { ...request, onProgress })
    expect(onProgress).toHaveBeenLastCalledWith({ loaded: storedBytes, total: storedBytes })
  })

  it('take the manifest of the training images for the test images', async () => {
    const { asked } = serveMnist()
    await load('train', 7, request)
    await load('test', 3, request)
    expect(asked.filter((file) => file === 'manifest.json')).toHaveLength(1)
    await load('train', 7, request)
    expect(asked.filter((file) => file === 'manifest.json')).toHaveLength(2)
  })

  it('say in the same sentence what is wrong with them', async () => {
    serveMnist({ damaged: true })
    const loading = load('train', 7, request)
    await expect(loading).rejects.toThrow(DataError)
    await expect(loading).rejects.toThrow(/train-000\.bin is damaged: its check-sum/)
  })

  it('stop where nobody wants them any more', async () => {
    serveMnist()
    const abort = new AbortController()
    const loading = load('train', 7, { ...request, signal: abort.signal })
    await expect.poll(() => worker.commands.length).toBe(1)
    abort.abort()
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
    expect(worker.commands.at(-1)).toEqual({ type: 'abort', order: 1 })
  })

  it('come from the thread that asks where the worker does not start', async () => {
    serveMnist()
    vi.spyOn(worker, 'postMessage').mockImplementation(() => {
      const event = { message: 'not found', preventDefault: () => undefined } as ErrorEvent
      queueMicrotask(() => worker.onerror?.call(worker, event))
    })
    expect((await load('train', 7, request)).count).toBe(7)
    expect(local).toHaveBeenCalledOnce()
    expect(worker.terminate).toHaveBeenCalledOnce()
  })

  it('come from the thread that asks where there are no workers', async () => {
    serveMnist()
    const images = await besideThisThread('mnist', local, () => null)('train', 7, request)
    expect(images.count).toBe(7)
    expect(local).toHaveBeenCalledOnce()
  })
})
