/** Fetches, checks and unpacks images, so that whoever trains need not. The page starts it. */
import { createShardsService } from '../data/shardsService'
import type { ShardsCommand } from '../data/shardsMessages'

const scope = self as unknown as DedicatedWorkerGlobalScope

// The first message is the line to whoever wants images.
scope.onmessage = ({ data: line }: MessageEvent<MessagePort>) => {
  const handle = createShardsService((reply, moved) => line.postMessage(reply, moved))
  line.onmessage = ({ data }: MessageEvent<ShardsCommand>) => handle(data)
}
