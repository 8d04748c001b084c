import type { OptimizerSpec } from '../spec/optimizer'
import { registryOf } from '../spec/registry'
import { adagradSpec } from './adagrad/spec'
import { adamSpec } from './adam/spec'
import { adamwSpec } from './adamw/spec'
import { aligSpec } from './alig/spec'
import { isOwnRule } from './ownRules/codec'
import { readOwnRule } from './ownRules/ownRule'
import { amsgradSpec } from './amsgrad/spec'
import { bpgradSpec } from './bpgrad/spec'
import { dadaptSgdSpec } from './dadapt_sgd/spec'
import { decspsSpec } from './decsps/spec'
import { dfwSpec } from './dfw/spec'
import { l4adamSpec } from './l4adam/spec'
import { l4momSpec } from './l4mom/spec'
import { lionSpec } from './lion/spec'
import { momoSpec } from './momo/spec'
import { momoAdamSpec } from './momo_adam/spec'
import { momspsSpec } from './momsps/spec'
import { ngnSpec } from './ngn/spec'
import { prodigySpec } from './prodigy/spec'
import { proxspsSpec } from './proxsps/spec'
import { rmspropSpec } from './rmsprop/spec'
import { scheduleFreeAdamwSpec } from './schedulefree_adamw/spec'
import { scheduleFreeSgdSpec } from './schedulefree_sgd/spec'
import { sgdSpec } from './sgd/spec'
import { signSgdSpec } from './sign_sgd/spec'
import { spsMaxSpec } from './sps_max/spec'
import { spsSmoothSpec } from './sps_smooth/spec'
import { yogiSpec } from './yogi/spec'

/** Every optimizer of the app, in the order in which the page offers them: group by group. */
export const optimizerSpecs: readonly OptimizerSpec[] = [
  aligSpec,

  sgdSpec,
  adamSpec,
  adamwSpec,
  amsgradSpec,
  adagradSpec,
  rmspropSpec,
  yogiSpec,
  dfwSpec,
  bpgradSpec,
  l4momSpec,
  l4adamSpec,

  spsMaxSpec,
  spsSmoothSpec,
  decspsSpec,
  momspsSpec,
  proxspsSpec,
  ngnSpec,
  momoSpec,
  momoAdamSpec,

  dadaptSgdSpec,
  prodigySpec,
  scheduleFreeSgdSpec,
  scheduleFreeAdamwSpec,

  lionSpec,
  signSgdSpec,
]

const listed = registryOf('optimizer', optimizerSpecs)

/** One of the list, or a rule of a person's own, which its id holds. */
export function findOptimizer(id: string): OptimizerSpec | undefined {
  if (!isOwnRule(id)) return listed.find(id)
  const own = readOwnRule(id)
  return 'spec' in own ? own.spec : undefined
}

/** @throws RangeError where there is none of that id; ids out of a link are checked before */
export const optimizerSpec = (id: string): OptimizerSpec => findOptimizer(id) ?? listed.get(id)
