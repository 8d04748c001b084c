/**
 * The numbers of one training step, in the order in which the engine writes them. All are
 * taken at the weights before the update.
 *
 * - `unclipped` NaN: the rule has none, or the step was skipped
 * - `effectiveStep` |w' - w| / |g|, projection included
 * - `maxLr` NaN: the rule has none; Infinity: no limit
 * - `clipped`, `skipped`, `projected` 0 or 1
 */
export const METRIC_COLUMNS = [
  'loss',
  'accuracy',
  'gradNormSq',
  'unclipped',
  'stepSize',
  'effectiveStep',
  'weightNorm',
  'maxLr',
  'clipped',
  'skipped',
  'projected',
] as const

export type MetricColumn = (typeof METRIC_COLUMNS)[number]
