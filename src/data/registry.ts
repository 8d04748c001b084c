import { cifar10Loader } from './cifar10/loader'
import type { DatasetLoader } from './datasetLoader'
import { mnistLoader } from './mnist/loader'
import { userDataLoader } from './userData/loader'
import { spiralsLoader } from './spirals/loader'

const loaders: ReadonlyMap<string, DatasetLoader> = new Map([
  ['mnist', mnistLoader],
  ['cifar10', cifar10Loader],
  ['spirals', spiralsLoader],
  ['own', userDataLoader],
])

/** The loader of a data set; throws where there is none of that id. */
export function datasetLoader(id: string): DatasetLoader {
  const loader = loaders.get(id)
  if (!loader) throw new Error(`There is no loader for the data set "${id}".`)
  return loader
}
