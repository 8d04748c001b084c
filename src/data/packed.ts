import type { DatasetSpec } from '../spec/dataset'
import { DataError, type DataRequest, type DatasetLoader } from './dataset'
import type { Manifest, Split } from './manifest'
import { fetchManifest, loadShards, type ShardRequest } from './shards'

/** Loader of a data set that the set-up packed into `data/ID/`. */
export function packedLoader(spec: DatasetSpec): DatasetLoader {
  const load = async (split: Split, count: number, request: DataRequest) => {
    const shardRequest: ShardRequest = {
      folder: new URL(`data/${spec.id}/`, request.baseUrl).href,
      label: spec.label,
      onProgress: request.onProgress,
      signal: request.signal,
    }
    const manifest = await fetchManifest(shardRequest)
    checkAgainst(spec, manifest)
    return loadShards(manifest, split, count, shardRequest)
  }
  return {
    loadTrain: (request) => load('train', request.examples, request),
    loadTest: (request) => load('test', spec.testCount, request),
  }
}

function checkAgainst(spec: DatasetSpec, { shape, counts, classes }: Manifest): void {
  const { height, width, channels } = spec.input
  const matches =
    shape[0] === height &&
    shape[1] === width &&
    shape[2] === channels &&
    counts.train === spec.trainCount &&
    counts.test === spec.testCount &&
    classes.length === spec.classNames.length
  if (!matches) {
    throw new DataError(
      `The packed data of ${spec.label} belong to another version of this page. Reload the page; ` +
        'if that does not help, build the page again.',
    )
  }
}
