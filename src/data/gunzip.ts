/** Decompression of gzip. */
import { readAll } from './readAll'

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
 * By the browser, on the thread that asks.
 * @param packed of known origin: whatever comes out is kept in memory
 * @throws GunzipFailure
 */
export async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === 'undefined') throw new GunzipFailure('unsupported')
  // A Blob's stream would take the bytes to another process and back.
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      controller.enqueue(packed)
      controller.close()
    },
  })
  try {
    return await readAll(source.pipeThrough(new DecompressionStream('gzip')))
  } catch (error) {
    throw new GunzipFailure('damaged', { cause: error })
  }
}
