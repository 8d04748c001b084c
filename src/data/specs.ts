import type { DatasetSpec } from '../spec/dataset'
import { cifar10 } from './cifar10/spec'
import { mnist } from './mnist/spec'

/** Every data set, in the order of the menu. */
export const datasetSpecs: readonly DatasetSpec[] = [mnist, cifar10]

/** The spec of a data set; throws where there is none of that id. */
export function datasetSpec(id: string): DatasetSpec {
  const spec = datasetSpecs.find((candidate) => candidate.id === id)
  if (!spec) throw new Error(`There is no data set "${id}".`)
  return spec
}
