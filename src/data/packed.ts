import type { PackedDataset } from '../spec/dataset'
import type { DatasetLoader } from './datasetLoader'
import { createPackedSource } from './packedSource'
import { besideThisThread } from './shardsClient'

/** Loader of a data set that the set-up packed into `data/ID/`. */
export function packedLoader(spec: PackedDataset): DatasetLoader {
  const load = besideThisThread(spec.id, createPackedSource(spec))
  return {
    loadTrain: async (request) => ({
      ...(await load('train', request.examples, request)),
      statistics: spec.statistics,
    }),
    loadTest: (request) => load('test', spec.shape({}).testCount, request),
  }
}
