/** Many small pieces of bytes in one buffer. Pure. */

export interface Packed<K> {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Start of each piece, a multiple of the alignment. */
  readonly offsets: ReadonlyMap<K, number>
}

/** Pieces with the same bytes are stored once. */
export function pack<K>(pieces: ReadonlyMap<K, ArrayBuffer>, alignment: number): Packed<K> {
  const stored = new Map<string, { readonly offset: number; readonly bytes: Uint8Array }>()
  const offsets = new Map<K, number>()
  let end = 0
  for (const [key, piece] of pieces) {
    const bytes = new Uint8Array(piece)
    const fingerprint = `${bytes.length}:${bytes.join()}`
    let place = stored.get(fingerprint)
    if (!place) {
      place = { offset: Math.ceil(end / alignment) * alignment, bytes }
      stored.set(fingerprint, place)
      end = place.offset + bytes.length
    }
    offsets.set(key, place.offset)
  }
  const bytes = new Uint8Array(Math.ceil(end / 4) * 4)
  for (const piece of stored.values()) bytes.set(piece.bytes, piece.offset)
  return { bytes, offsets }
}
