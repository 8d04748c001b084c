/** Fetches, checks and unpacks images, so that whoever trains need not. Started by that thread. */
import { createShardsService } from '../data/shardsService'
import type { ShardsCommand } from '../data/shardsMessages'

const scope = self as unknown as DedicatedWorkerGlobalScope

const handle = createShardsService((reply, moved) => scope.postMessage(reply, moved))

scope.onmessage = ({ data }: MessageEvent<ShardsCommand>) => handle(data)
