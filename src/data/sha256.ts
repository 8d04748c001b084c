/**
 * SHA-256 of large data: by the browser where it offers that, off the thread that asks, and elsewhere
 * (insecure contexts have no `crypto.subtle`) by a library, in pieces, so that the thread goes on.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'

/** A few milliseconds of JavaScript. */
const PIECE = 1 << 20

/** @returns 64 lower-case hex digits, of the parts one after the other */
export async function sha256Of(...parts: readonly Uint8Array[]): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  if (!subtle) return inPieces(parts)
  return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', joined(parts))))
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [first] = parts
  if (parts.length === 1 && first!.buffer instanceof ArrayBuffer)
    return first as Uint8Array<ArrayBuffer>
  return concatBytes(...parts)
}

async function inPieces(parts: readonly Uint8Array[]): Promise<string> {
  const hash = sha256.create()
  for (const part of parts)
    for (let at = 0; at < part.length; at += PIECE) {
      hash.update(part.subarray(at, at + PIECE))
      if (at + PIECE < part.length) await new Promise((resolve) => setTimeout(resolve))
    }
  return bytesToHex(hash.digest())
}
