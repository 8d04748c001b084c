import type { DatasetSpec, PackedDataset } from '../spec/dataset'
import { DataError, type DataRequest, type DatasetLoader } from './datasetLoader'
import type { Manifest, Split } from './manifest'
import { fetchManifest, loadShards, type ShardRequest } from './shards'

/** Loader of a data set that the set-up packed into `data/ID/`. */
export function packedLoader(spec: PackedDataset): DatasetLoader {
  const load = async (split: Split, count: number, request: DataRequest) => {
    const shardRequest: ShardRequest = {
      folder: new URL(`data/${spec.id}/`, request.baseUrl).href,
      label: spec.label,
      onProgress: request.onProgress,
      onStorageFull: request.onStorageFull,
      signal: request.signal,
    }
    const manifest = await fetchManifest(shardRequest)
    checkAgainst(spec, manifest)
    return loadShards(manifest, split, count, shardRequest)
  }
  return {
    loadTrain: async (request) => ({
      ...(await load('train', request.examples, request)),
      statistics: spec.statistics,
    }),
    loadTest: (request) => load('test', spec.shape({}).testCount, request),
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
