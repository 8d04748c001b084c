import { adamFused } from './adam/fused'
import { aligFused } from './alig/fused'
import type { FusedRule } from './fusedRule'
import { sgdFused } from './sgd/fused'

/** Rules that also exist as one kernel, by optimizer id. Rules without one run all the same. */
export const fusedRules: Readonly<Record<string, FusedRule>> = {
  alig: aligFused,
  sgd: sgdFused,
  adam: adamFused,
}
