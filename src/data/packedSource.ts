import type { DatasetSpec, PackedDataset } from '../spec/dataset'
import { DataError, type DataRequest, type LabelledImages } from './datasetLoader'
import type { Manifest, Split } from './manifest'
import { fetchManifest, loadShards, type ShardRequest } from './shards'

/** What a thread has to know to read a packed set; the rest of a request is the caller's. */
export type PackedRequest = Pick<DataRequest, 'baseUrl' | 'onProgress' | 'onStorageFull' | 'signal'>

/** The first `count` images of a split. */
export type PackedSource = (
  split: Split,
  count: number,
  request: PackedRequest,
) => Promise<LabelledImages>

/** Reads a data set that the set-up packed into `data/ID/`, on the thread that asks. */
export function createPackedSource(spec: PackedDataset): PackedSource {
  /** Of the training images that came last: their test images are of the same manifest. */
  let known: { readonly folder: string; readonly manifest: Manifest } | null = null
  return async (split, count, request) => {
    const shardRequest: ShardRequest = {
      folder: new URL(`data/${spec.id}/`, request.baseUrl).href,
      label: spec.label,
      onProgress: request.onProgress,
      onStorageFull: request.onStorageFull,
      signal: request.signal,
      // Training goes on beside the test images.
      inBackground: split === 'test',
    }
    const { folder } = shardRequest
    const kept = split === 'test' && known?.folder === folder ? known.manifest : null
    // What the server has now may be newer: one that fails is not used twice.
    known = null
    const manifest = kept ?? (await fetchManifest(shardRequest))
    checkAgainst(spec, manifest)
    const images = await loadShards(manifest, split, count, shardRequest)
    known = { folder, manifest }
    return images
  }
}

function checkAgainst(spec: DatasetSpec, { shape, counts, classes }: Manifest): void {
  const { input, trainCount, testCount, classNames } = spec.shape({})
  const { height, width, channels } = input
  const matches =
    shape[0] === height &&
    shape[1] === width &&
    shape[2] === channels &&
    counts.train === trainCount &&
    counts.test === testCount &&
    classes.length === classNames.length
  if (!matches) {
    throw new DataError(
      `The packed data of ${spec.label} belong to another version of this page. Reload the page; ` +
        'if that does not help, build the page again.',
    )
  }
}
