import type { OptimizerSpec } from '../spec/optimizer'
import { registryOf } from '../spec/registry'
import { adamSpec } from './adam/spec'
import { aligSpec } from './alig/spec'
import { isOwnRule } from './ownRules/codec'
import { readOwnRule } from './ownRules/ownRule'
import { sgdSpec } from './sgd/spec'

/** Every optimizer of the app, in the order in which the page offers them. */
export const optimizerSpecs: readonly OptimizerSpec[] = [aligSpec, sgdSpec, adamSpec]

const listed = registryOf('optimizer', optimizerSpecs)

/** One of the list, or a rule of a person's own, which its id holds. */
export function findOptimizer(id: string): OptimizerSpec | undefined {
  if (!isOwnRule(id)) return listed.find(id)
  const own = readOwnRule(id)
  return 'spec' in own ? own.spec : undefined
}

/** @throws RangeError where there is none of that id; ids out of a link are checked before */
export const optimizerSpec = (id: string): OptimizerSpec => findOptimizer(id) ?? listed.get(id)
