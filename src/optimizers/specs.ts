import type { OptimizerSpec } from '../spec/optimizer'
import { adamSpec } from './adam/spec'
import { aligSpec } from './alig/spec'
import { sgdSpec } from './sgd/spec'

/** Every optimizer of the app, in the order in which the page offers them. */
export const optimizerSpecs: readonly OptimizerSpec[] = [aligSpec, sgdSpec, adamSpec]

/** Spec by id. Throws on an unknown id; links are checked by the codec before. */
export function optimizerSpec(id: string): OptimizerSpec {
  const spec = optimizerSpecs.find((candidate) => candidate.id === id)
  if (!spec) throw new RangeError(`there is no optimizer called "${id}"`)
  return spec
}
