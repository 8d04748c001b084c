import { defaultData, defaultExperiment, defaultModel, defaultRun } from '../../experiment/defaults'
import type { Experiment } from '../../experiment/experiment'
import { RATE } from './sweepAxis'
import type { SweepSettings } from './sweepSettings'
import { trialExperiment } from './trialExperiment'
import { trialAt } from './trials'
import type { SweepBase } from './types'

/** Equal for sweeps whose numbers are the same, however many seeds they go through. */
export function sweepKey(base: SweepBase, settings: SweepSettings): string {
  const { low, high, values, x, y, epochs, steps } = settings
  if (x || y) {
    const first = trialExperiment(base, settings, trialAt(base, settings, 0)!)
    const range = x ? [] : [low, high, values]
    return JSON.stringify([first, ...range, x ?? null, y ?? null, steps ? { steps } : { epochs }])
  }
  const first = { values: { [RATE]: low }, seed: base.experiment.seed }
  return JSON.stringify([trialExperiment(base, settings, first), low, high, values])
}

/** With the keys of every object in one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * A key, with the defaults of all options that it does not know: sweeps that were kept before an
 * option existed are found by it, too.
 */
export function completedKey(key: string): string {
  try {
    const [kept, ...range] = JSON.parse(key) as [Experiment, ...unknown[]]
    const experiment: Experiment = {
      ...defaultExperiment(),
      ...kept,
      data: withDefaults(defaultData(kept.data.id), kept.data),
      model: withDefaults(defaultModel(kept.model.id), kept.model),
      runs: kept.runs.map(({ optimizer, hyper }) => ({
        optimizer,
        hyper: { ...defaultRun(optimizer).hyper, ...hyper },
      })),
    }
    return JSON.stringify(ordered([experiment, ...range]))
  } catch {
    // Of another form, or with a rule that is not here: it is compared as it is.
    return key
  }
}

const withDefaults = <T extends { readonly options: object }>(byDefault: T, { options }: T): T => ({
  ...byDefault,
  options: { ...byDefault.options, ...options },
})
