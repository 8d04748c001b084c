/** A server of something that has the form of the packed MNIST, with black images. For tests. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { vi } from 'vitest'
import { mnist } from './mnist/spec'

const PER_SHARD = 10_000

interface Setup {
  /** The check-sums go with other bytes. */
  readonly damaged?: boolean
  /** May take over: it is asked first, with the file and how often it has been asked for before. */
  readonly answer?: (file: string, before: number) => Promise<Response> | undefined
}

/** @returns what is asked for, and the size of a shard */
export function serveMnist({ damaged = false, answer }: Setup = {}) {
  const { input, trainCount, testCount, classNames } = mnist.shape({})
  const shape = [input.height, input.width, input.channels] as const
  const bytes = new Uint8Array(PER_SHARD * (input.height * input.width * input.channels + 1))
  const stored = gzipSync(bytes)
  const sizes = { count: PER_SHARD, bytes: bytes.length, storedBytes: stored.length }
  const sha256 = createHash('sha256')
    .update(damaged ? 'something else' : bytes)
    .digest('hex')
  const counts = { train: trainCount, test: testCount }
  const shards = (['train', 'test'] as const).flatMap((split) =>
    Array.from({ length: counts[split] / PER_SHARD }, (_, i) => ({
      ...{ split, file: `${split}-00${i}.bin`, first: i * PER_SHARD },
      ...sizes,
      sha256,
    })),
  )
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    const file = url.slice(url.lastIndexOf('/') + 1)
    const before = asked.filter((one) => one === file).length
    asked.push(file)
    const special = answer?.(file, before)
    if (special) return special
    return file === 'manifest.json'
      ? new Response(JSON.stringify({ format: 1, shape, classes: classNames, counts, shards }))
      : new Response(new Uint8Array(stored))
  })
  return { asked, storedBytes: stored.length }
}
