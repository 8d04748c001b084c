import { createRegistry } from '../spec/registry'
import { adamFused } from './adam/fused'
import { adamRule } from './adam/rule'
import { adamSpec } from './adam/spec'
import { aligFused } from './alig/fused'
import { aligRule } from './alig/rule'
import { aligSpec } from './alig/spec'
import type { FusedRule } from './fusedRule'
import type { UpdateRule } from './rule'
import { sgdFused } from './sgd/fused'
import { sgdRule } from './sgd/rule'
import { sgdSpec } from './sgd/spec'

export interface OptimizerParts {
  readonly rule: UpdateRule
  /** The same as one kernel; a rule without one runs all the same. */
  readonly fused?: FusedRule
}

/** Imported by the engine alone: it pulls in tfjs. */
export const optimizerParts = createRegistry<OptimizerParts>('update rule for', [
  [aligSpec.id, { rule: aligRule, fused: aligFused }],
  [sgdSpec.id, { rule: sgdRule, fused: sgdFused }],
  [adamSpec.id, { rule: adamRule, fused: adamFused }],
])

export const updateRule = (id: string): UpdateRule => optimizerParts.get(id).rule
