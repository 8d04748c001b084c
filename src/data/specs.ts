import type { DataShape, DatasetSpec } from '../spec/dataset'
import type { OptionValues } from '../spec/hyperparameter'
import { cifar10 } from './cifar10/spec'
import { mnist } from './mnist/spec'
import { userData } from './userData/spec'
import { spirals } from './spirals/spec'

/** Every data set, in the order of the menu. */
export const datasetSpecs: readonly DatasetSpec[] = [mnist, cifar10, spirals, userData]

/** The spec of a data set; throws where there is none of that id. */
export function datasetSpec(id: string): DatasetSpec {
  const spec = datasetSpecs.find((candidate) => candidate.id === id)
  if (!spec) throw new Error(`There is no data set "${id}".`)
  return spec
}

/** A data set with the values of its options. */
export interface DataChoice {
  readonly id: string
  readonly options: OptionValues
}

/** What the chosen data look like; throws where there is no such data set. */
export function dataShape({ id, options }: DataChoice): DataShape {
  return datasetSpec(id).shape(options)
}
