/** Decompression of gzip that stops where it becomes too much. */

/** A reason why nothing came out; each caller has its own words for it. */
export class GunzipFailure extends Error {
  override readonly name = 'GunzipFailure'
  constructor(
    readonly reason: 'unsupported' | 'damaged' | 'too-large',
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}

/**
 * @param limit bytes that may come out: a small file can be packed so that it fills any memory
 * @throws GunzipFailure
 */
export async function gunzip(packed: Blob, limit = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === 'undefined') throw new GunzipFailure('unsupported')
  const reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new GunzipFailure('damaged', { cause: error })
    })
    if (done) break
    total += value.length
    if (total > limit) {
      await reader.cancel().catch(() => undefined)
      throw new GunzipFailure('too-large')
    }
    parts.push(value)
  }
  const result = new Uint8Array(total)
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}
