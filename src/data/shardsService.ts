import { DataError } from './datasetLoader'
import { createPackedSource, type PackedSource } from './packedSource'
import type { ShardsCommand, ShardsOrder, ShardsReply } from './shardsMessages'
import { datasetSpec } from './specs'

type Post = (reply: ShardsReply, moved: Transferable[]) => void

/** The worker of the shards without its global scope: takes orders, and says what becomes of them. */
export function createShardsService(post: Post): (command: ShardsCommand) => void {
  const sources = new Map<string, PackedSource>()
  const underWay = new Map<number, AbortController>()

  const sourceOf = (id: string): PackedSource => {
    const spec = datasetSpec(id)
    if (spec.origin !== 'packed') throw new Error(`${id} has no shards.`)
    const source = sources.get(id) ?? createPackedSource(spec)
    sources.set(id, source)
    return source
  }

  const load = async ({ order, id, split, count, baseUrl }: ShardsOrder): Promise<void> => {
    const abort = new AbortController()
    underWay.set(order, abort)
    try {
      const images = await sourceOf(id)(split, count, {
        baseUrl,
        signal: abort.signal,
        onProgress: (progress) => post({ order, type: 'progress', progress }, []),
        onStorageFull: () => post({ order, type: 'storageFull' }, []),
      })
      post({ order, type: 'done', images }, [images.images.buffer, images.labels.buffer])
    } catch (error) {
      if (abort.signal.aborted) return
      const sentence = error instanceof DataError ? error.message : null
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
      post({ order, type: 'failed', sentence, detail }, [])
    } finally {
      underWay.delete(order)
    }
  }

  return (command) => {
    if (command.type === 'abort') underWay.get(command.order)?.abort()
    else void load(command)
  }
}
