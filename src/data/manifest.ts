/** What the set-up wrote about a packed data set: which shards there are and what is in them. */
import * as v from 'valibot'
import { DataError } from './datasetLoader'
import { MENDING } from './mending'

const count = v.pipe(v.number(), v.integer(), v.minValue(1))

const shardSchema = v.object({
  /** A bare file name: a manifest must not point anywhere else. */
  file: v.pipe(v.string(), v.regex(/^[\w-]+\.bin$/)),
  split: v.picklist(['train', 'test']),
  /** Index of its first image in the split. */
  first: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count,
  /** Size once decompressed: the images, then one byte per label. */
  bytes: count,
  /** Size as it lies in its file. */
  storedBytes: count,
  /** Of the decompressed bytes. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})

const manifestSchema = v.object({
  format: v.literal(1),
  /** Height, width, channels of one image. */
  shape: v.tuple([count, count, count]),
  classes: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(256)),
  counts: v.object({ train: count, test: count }),
  shards: v.array(shardSchema),
})

export type Shard = v.InferOutput<typeof shardSchema>
export type Manifest = v.InferOutput<typeof manifestSchema>
export type Split = Shard['split']

/**
 * @param text of manifest.json
 * @param label of the data set, for the message
 * @throws DataError where the text is not a manifest, or one that contradicts itself
 */
export function parseManifest(text: string, label: string): Manifest {
  const parsed = v.safeParse(manifestSchema, readJson(text))
  const problem = parsed.success ? contradiction(parsed.output) : issueOf(parsed.issues[0])
  if (!parsed.success || problem !== undefined) {
    throw new DataError(
      `The list of the ${label} files (manifest.json) cannot be used: ${problem}. ${MENDING}`,
    )
  }
  return parsed.output
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function issueOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  return path === null ? 'it is not the file that it should be' : `its entry "${path}" is wrong`
}

function contradiction({ shape, shards, counts }: Manifest): string | undefined {
  const imageBytes = shape[0] * shape[1] * shape[2]
  const wrongSize = shards.find((shard) => shard.bytes !== shard.count * (imageBytes + 1))
  if (wrongSize) return `the size of ${wrongSize.file} does not go with its number of images`
  for (const split of ['train', 'test'] as const) {
    let next = 0
    for (const shard of shards.filter((candidate) => candidate.split === split)) {
      if (shard.first !== next) return `images are missing before ${shard.file}`
      next += shard.count
    }
    if (next !== counts[split])
      return `it names ${next} ${split} images instead of ${counts[split]}`
  }
  return undefined
}
