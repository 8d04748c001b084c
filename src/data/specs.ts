import type { DataShape, DatasetSpec } from '../spec/dataset'
import type { OptionValues } from '../spec/hyperparameter'
import { registryOf } from '../spec/registry'
import { cifar10 } from './cifar10/spec'
import { mnist } from './mnist/spec'
import { userData } from './userData/spec'
import { spirals } from './spirals/spec'

/** Every data set, in the order of the menu. */
export const datasetSpecs: readonly DatasetSpec[] = [mnist, cifar10, spirals, userData]

export const { get: datasetSpec, find: findDataset } = registryOf('data set', datasetSpecs)

/** A data set with the values of its options. */
export interface DataChoice {
  readonly id: string
  readonly options: OptionValues
}

/** What the chosen data look like; throws where there is no such data set. */
export function dataShape({ id, options }: DataChoice): DataShape {
  return datasetSpec(id).shape(options)
}

/** Are these images that a person brings along? */
export const isUserData = ({ id }: Pick<DataChoice, 'id'>): boolean =>
  findDataset(id)?.origin === 'user'
