import { DataError, type LabelledImages } from './datasetLoader'
import type { PackedRequest, PackedSource } from './packedSource'
import type { ShardsCommand, ShardsOrder, ShardsReply } from './shardsMessages'

/** The worker could not be started, or has ended without an answer. */
class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

interface Pending {
  readonly request: PackedRequest
  readonly resolve: (images: LabelledImages) => void
  readonly reject: (reason: unknown) => void
}

/** The part of a worker that the client needs. */
export interface ShardsWorker {
  postMessage: (command: ShardsCommand) => void
  onmessage: ((event: MessageEvent<ShardsReply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate: () => void
}

/**
 * Has images fetched, checked and unpacked by a worker of their own: a thread that trains, or
 * prepares to, has no time for that.
 */
export class ShardsClient {
  private worker: ShardsWorker | null = null
  private orders = 0
  private readonly pending = new Map<number, Pending>()

  constructor(private readonly makeWorker: () => ShardsWorker) {}

  /** @throws WorkerLost where there is no such worker; else as a `PackedSource` */
  async load(
    what: Pick<ShardsOrder, 'id' | 'split' | 'count'>,
    request: PackedRequest,
  ): Promise<LabelledImages> {
    const { baseUrl, signal } = request
    signal?.throwIfAborted()
    const order = ++this.orders
    const abort = () => {
      this.post({ type: 'abort', order })
      this.pending.get(order)?.reject(signal?.reason)
    }
    try {
      return await new Promise<LabelledImages>((resolve, reject) => {
        this.pending.set(order, { request, resolve, reject })
        signal?.addEventListener('abort', abort)
        this.post({ type: 'load', order, ...what, baseUrl })
      })
    } finally {
      this.pending.delete(order)
      signal?.removeEventListener('abort', abort)
    }
  }

  private post(command: ShardsCommand): void {
    this.worker ??= this.spawn()
    this.worker.postMessage(command)
  }

  private spawn(): ShardsWorker {
    const worker = this.makeWorker()
    worker.onmessage = ({ data }) => this.receive(data)
    worker.onerror = (event) => {
      event.preventDefault()
      worker.terminate()
      this.worker = null
      for (const { reject } of this.pending.values()) reject(new WorkerLost(event.message))
    }
    return worker
  }

  private receive(reply: ShardsReply): void {
    const pending = this.pending.get(reply.order)
    if (!pending) return
    switch (reply.type) {
      case 'progress':
        return pending.request.onProgress?.(reply.progress)
      case 'storageFull':
        return pending.request.onStorageFull?.()
      case 'done':
        return pending.resolve(reply.images)
      case 'failed':
        return pending.reject(
          reply.sentence === null ? new Error(reply.detail) : new DataError(reply.sentence),
        )
    }
  }
}

let shared: ShardsClient | null = null

/** From now on images are fetched by a worker that is made like that, in this thread no longer. */
export function fetchShardsBy(makeWorker: () => ShardsWorker): void {
  shared = new ShardsClient(makeWorker)
}

/** The same as a source, by the worker that all sets share; where there is none, the source itself does it. */
export const besideThisThread =
  (id: string, source: PackedSource, client = () => shared): PackedSource =>
  async (split, count, request) => {
    const beside = client()
    if (!beside) return source(split, count, request)
    try {
      return await beside.load({ id, split, count }, request)
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error
      return source(split, count, request)
    }
  }
