import { concatBytes } from '@noble/hashes/utils.js'

/**
 * All bytes of a stream. They are put together here: a Blob would take them to another process and back.
 * @param onBytes called with the number of bytes of each part
 */
export async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return concatBytes(...parts)
    parts.push(value)
    onBytes?.(value.length)
  }
}
