import { adamRule } from './adam/rule'
import { aligRule } from './alig/rule'
import type { UpdateRule } from './rule'
import { sgdRule } from './sgd/rule'

/** Update rules by optimizer id. Imported by the engine alone: it pulls in tfjs. */
export const rules: Readonly<Record<string, UpdateRule>> = {
  alig: aligRule,
  sgd: sgdRule,
  adam: adamRule,
}

/** Rule by id. Throws on an unknown id. */
export function updateRule(id: string): UpdateRule {
  const found = rules[id]
  if (!found) throw new RangeError(`there is no update rule for "${id}"`)
  return found
}
