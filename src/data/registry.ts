import { createRegistry } from '../spec/registry'
import type { DatasetLoader } from './datasetLoader'
import { packedLoader } from './packed'
import { datasetSpecs } from './specs'
import { spiralsLoader } from './spirals/loader'
import { spirals } from './spirals/spec'
import { userDataLoader } from './userData/loader'
import { userData } from './userData/spec'

/** Where the examples come from. Packed sets need no line here: all of them are read alike. */
export const { get: datasetLoader } = createRegistry<DatasetLoader>('loader for the data set', [
  ...datasetSpecs.flatMap((spec) =>
    spec.origin === 'packed' ? [[spec.id, packedLoader(spec)] as const] : [],
  ),
  [spirals.id, spiralsLoader],
  [userData.id, userDataLoader],
])
