import type { Shard } from './manifest'
import type { DataProgress } from './datasetLoader'

/** Often enough for a bar that moves; each report is a message or two. */
const REPORT_EVERY_MS = 50

/** Adds up what has arrived of these shards, and reports it; the end of a shard always. */
export function createShardProgress(
  shards: readonly Shard[],
  report: ((progress: DataProgress) => void) | undefined,
  now: () => number = () => performance.now(),
) {
  const total = shards.reduce((sum, shard) => sum + shard.storedBytes, 0)
  const arrived = new Map<Shard, number>()
  let reported = -Infinity
  const tell = () => {
    reported = now()
    report?.({ loaded: [...arrived.values()].reduce((a, b) => a + b, 0), total })
  }
  return {
    add: (shard: Shard, bytes: number) => {
      // A shard that the server decompressed brings more bytes than are stored of it.
      arrived.set(shard, Math.min((arrived.get(shard) ?? 0) + bytes, shard.storedBytes))
      if (now() - reported >= REPORT_EVERY_MS) tell()
    },
    finish: (shard: Shard) => {
      arrived.set(shard, shard.storedBytes)
      tell()
    },
  }
}
