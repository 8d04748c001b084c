/** The rules of this page by where the length of their steps comes from. */
import { optimizerSpecs } from '../../optimizers/specs'
import { radiusOption, type OptimizerSpec } from '../../spec/optimizer'

export interface FamilyMember {
  readonly label: string
  /** The value to choose first; undefined where there is none. */
  readonly chosen: string | undefined
  /** What that value is: the longest step, the rate itself, or something that a rate is made with. */
  readonly role: 'at most' | 'needs' | 'with'
  /** What it counts on. */
  readonly premise: string
}

export interface Family {
  readonly id: 'rate' | 'loss' | 'distance'
  readonly members: readonly FamilyMember[]
}

function familyOf({ group, usesLoss }: OptimizerSpec): Family['id'] {
  if (group === 'rateFree') return 'distance'
  return usesLoss ? 'loss' : 'rate'
}

function roleOf({ limitKey, fixedRateKey, rateKey }: OptimizerSpec): FamilyMember['role'] {
  if (limitKey === rateKey) return 'at most'
  return fixedRateKey === rateKey ? 'needs' : 'with'
}

const memberOf = (spec: OptimizerSpec): FamilyMember => ({
  label: spec.label,
  chosen: spec.rateKey === radiusOption.key ? undefined : spec.rateKey,
  role: roleOf(spec),
  premise: spec.premise,
})

/** Families without a member are left out. */
export function ruleFamilies(specs: readonly OptimizerSpec[] = optimizerSpecs): Family[] {
  return (['rate', 'loss', 'distance'] as const)
    .map((id) => ({
      id,
      members: specs.filter((spec) => familyOf(spec) === id).map(memberOf),
    }))
    .filter(({ members }) => members.length > 0)
}

/** Reads the rules, each in a task of its own: together they keep a phone busy for 100 ms. */
export async function readEveryRule(
  specs: readonly OptimizerSpec[] = optimizerSpecs,
): Promise<void> {
  for (const spec of specs) {
    familyOf(spec)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
