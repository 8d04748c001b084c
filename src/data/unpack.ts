import { DataError } from './datasetLoader'
import { gunzip, GunzipFailure } from './gunzip'
import type { Shard } from './manifest'
import { MENDING } from './mending'
import { sha256Of } from './sha256'

/**
 * Decompresses a shard and checks it. A shard is stored as gzip, but some servers decompress
 * what looks compressed, so the magic bytes decide.
 * @throws DataError where it is not, to the byte, what the manifest says
 */
export async function unpackShard(
  stored: Uint8Array<ArrayBuffer>,
  shard: Shard,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = isGzip(stored) ? await unpacked(stored, shard.file) : stored
  if (bytes.length !== shard.bytes) {
    throw new DataError(
      `The file ${shard.file} is ${bytes.length < shard.bytes ? 'too short' : 'too long'}: ` +
        `${bytes.length} bytes instead of ${shard.bytes}. ${ADVICE}`,
    )
  }
  if ((await sha256Of(bytes)) !== shard.sha256) {
    throw new DataError(
      `The file ${shard.file} is damaged: its check-sum (SHA-256) is wrong. ${ADVICE}`,
    )
  }
  return bytes
}

const ADVICE = `Fetching it again did not help. ${MENDING}`

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

async function unpacked(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await gunzip(bytes)
  } catch (error) {
    if (error instanceof GunzipFailure && error.reason === 'unsupported')
      throw new DataError(
        'This browser is too old to unpack the images (it has no DecompressionStream). Please use ' +
          'a newer one.',
      )
    throw new DataError(
      `The file ${file} is damaged or cut short: it cannot be unpacked. ${ADVICE}`,
      { cause: error },
    )
  }
}
