/** The rules of this page by where the length of their steps comes from. */
import { optimizerSpecs } from '../../optimizers/specs'
import { radiusOption, type OptimizerSpec } from '../../spec/optimizer'

export interface FamilyMember {
  readonly label: string
  /** The value that somebody has to choose; undefined where there is none. */
  readonly chosen: string | undefined
  /** That value only limits the step. */
  readonly isLimit: boolean
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

const memberOf = ({ label, limitKey, rateKey, premise }: OptimizerSpec): FamilyMember => ({
  label,
  chosen: rateKey === radiusOption.key ? undefined : rateKey,
  isLimit: limitKey === rateKey,
  premise,
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
