/** What the experiment bar says: one short label for each thing that all runs share. Pure. */
import { formatCount } from '../../charts/format'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import type { Settings } from '../../state/types'

export const SUBJECTS = ['data', 'model', 'batch', 'seed', 'backend'] as const
export type Subject = (typeof SUBJECTS)[number]

type Shared = Pick<Settings, 'data' | 'examples' | 'model' | 'batch' | 'seed' | 'seeds' | 'backend'>

/**
 * "MNIST (10,000)", "MLP 128", "batch 100", "seed 1", "wasm".
 * @param chosen what trains, where it has been chosen; a backend of "auto" goes by it
 */
export function barLabel(subject: Subject, settings: Shared, chosen: string | undefined): string {
  switch (subject) {
    case 'data':
      return `${datasetSpec(settings.data.id).label} (${formatCount(settings.examples)})`
    case 'model':
      return modelSpec(settings.model.id).short(settings.model.options)
    case 'batch':
      return `batch ${formatCount(settings.batch)}`
    case 'seed':
      return settings.seeds > 1
        ? `seeds ${settings.seed}–${settings.seed + settings.seeds - 1}`
        : `seed ${settings.seed}`
    case 'backend':
      return settings.backend === 'auto' ? (chosen ?? 'auto') : settings.backend
  }
}

export interface BarWords {
  /** What was trained. */
  readonly now: string
  /** What the controls ask for, where that is something else and waits for a reset. */
  readonly wanted: string | null
}

export function barWords(
  subject: Subject,
  described: Shared,
  wanted: Shared,
  chosen: string | undefined,
): BarWords {
  // An experiment that asks for a backend may be given another one, which is what counts.
  const now =
    subject === 'backend' && chosen !== undefined ? chosen : barLabel(subject, described, chosen)
  const isPending = barLabel(subject, described, undefined) !== barLabel(subject, wanted, undefined)
  return { now, wanted: isPending ? barLabel(subject, wanted, undefined) : null }
}
