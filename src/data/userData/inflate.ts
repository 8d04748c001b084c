/**
 * Unpacks gzip as `gunzip` does: all members, one after the other, with zero bytes behind the last
 * one. DecompressionStream does not: some browsers refuse a second member, some stop in front of it.
 */
import { concatBytes } from '@noble/hashes/utils.js'
import { Inflate } from 'pako'
import { GunzipFailure } from '../gunzip'

/** Read at once: between two of them, others have their turn. */
const SLICE_BYTES = 4_000_000

/** Thrown to stop in the middle of a slice. */
class Enough extends Error {}

/** Calls back with what comes out, until that returns false. */
async function inflate(
  packed: Blob,
  each: (part: Uint8Array<ArrayBuffer>) => boolean,
  chunkSize: number,
  sliceBytes = SLICE_BYTES,
) {
  const member = () =>
    Object.assign(new Inflate({ chunkSize }), {
      onData: (part: Uint8Array<ArrayBuffer>) => {
        if (!each(part)) throw new Enough()
      },
    })
  let current = member()
  for (let at = 0; at < packed.size; at += sliceBytes) {
    const slice = new Uint8Array(await packed.slice(at, at + sliceBytes).arrayBuffer())
    const isLast = at + sliceBytes >= packed.size
    if (current.ended) {
      // The last member ended with the slice before.
      if (slice[0] === 0) continue
      current = member()
    }
    current.push(slice, isLast)
    if (current.err !== 0) throw new GunzipFailure('damaged')
  }
  if (!current.ended) throw new GunzipFailure('damaged')
}

/**
 * @param limit bytes that may come out: a small file can be packed so that it fills any memory
 * @throws GunzipFailure
 */
export async function inflateAll(
  packed: Blob,
  limit: number,
  sliceBytes = SLICE_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  await inflate(
    packed,
    (part) => {
      total += part.length
      if (total > limit) throw new GunzipFailure('too-large')
      parts.push(part)
      return true
    },
    1 << 20,
    sliceBytes,
  )
  return concatBytes(...parts)
}

/**
 * The first bytes that come out, fewer where there are not as many.
 * @throws GunzipFailure
 */
export async function inflateHead(packed: Blob, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  let head = new Uint8Array(0)
  const isShort = (part: Uint8Array<ArrayBuffer>) => {
    head = part
    return part.length < bytes
  }
  try {
    await inflate(packed, isShort, bytes)
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return head
}
