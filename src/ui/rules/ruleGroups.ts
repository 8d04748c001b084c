import { optimizerSpecs } from '../../optimizers/specs'
import { OPTIMIZER_GROUPS, type OptimizerGroup, type OptimizerSpec } from '../../spec/optimizer'

export interface RuleGroup {
  readonly id: OptimizerGroup
  readonly title: string
  readonly specs: readonly OptimizerSpec[]
}

/** All that can be added, under its headings; those without any are left out. */
export function ruleGroups(
  kept: readonly OptimizerSpec[],
  listed: readonly OptimizerSpec[] = optimizerSpecs,
): RuleGroup[] {
  return Object.entries(OPTIMIZER_GROUPS)
    .map(([id, title]) => ({
      id: id as OptimizerGroup,
      title,
      specs: [...listed, ...kept].filter(({ group }) => group === id),
    }))
    .filter(({ specs }) => specs.length > 0)
}

/**
 * Where a key leads in a list: its neighbours, its ends, the next one that begins with a letter;
 * undefined where it leads nowhere.
 */
export function nextOption(key: string, at: number, labels: readonly string[]): number | undefined {
  const last = labels.length - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return last
  }
  if (!/^\S$/u.test(key)) return undefined
  const begins = (label: string) => label.toLowerCase().startsWith(key.toLowerCase())
  const found = [...labels.keys()].map((i) => (at + 1 + i) % labels.length)
  return found.find((i) => begins(labels[i]!))
}
