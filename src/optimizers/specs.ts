import type { OptimizerSpec } from '../spec/optimizer'
import { registryOf } from '../spec/registry'
import { adamSpec } from './adam/spec'
import { aligSpec } from './alig/spec'
import { sgdSpec } from './sgd/spec'

/** Every optimizer of the app, in the order in which the page offers them. */
export const optimizerSpecs: readonly OptimizerSpec[] = [aligSpec, sgdSpec, adamSpec]

export const { get: optimizerSpec, find: findOptimizer } = registryOf('optimizer', optimizerSpecs)
