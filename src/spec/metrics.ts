/**
 * The numbers of one training step. This list is all that the page's tables, files and database
 * know of them: a metric more is an entry more, at the end, so that older tables keep their order.
 */
export interface MetricSpec {
  /** Its name in the code, in the browser's database and in messages. */
  readonly key: string
  /** Its column in exported tables. */
  readonly column: string
  /**
   * - `number`: every step has one
   * - `optional`: some steps have none, which is NaN here and an empty cell in tables
   * - `limit`: as `optional`, and Infinity where the limit is switched off, which is an empty cell
   *   as well
   * - `flag`: 1 or 0
   */
  readonly kind: 'number' | 'optional' | 'limit' | 'flag'
  /** What it is, in a phrase that ends in a full stop. */
  readonly meaning: string
}

export const METRICS = [
  {
    key: 'loss',
    column: 'loss',
    kind: 'number',
    meaning: 'Mean loss of the mini-batch before the update, with the L2 term where there is one.',
  },
  {
    key: 'accuracy',
    column: 'accuracy',
    kind: 'number',
    meaning: 'Share of the mini-batch that is classified correctly before the update, 0 to 1.',
  },
  {
    key: 'gradNormSq',
    column: 'grad_norm_sq',
    kind: 'number',
    meaning: 'Squared norm of the gradient of that loss at the weights before the update.',
  },
  {
    key: 'unclipped',
    column: 'step_size_unclipped',
    kind: 'optional',
    meaning:
      'Step size before the limit is applied; empty where the rule has none or the step was skipped.',
  },
  {
    key: 'stepSize',
    column: 'step_size',
    kind: 'number',
    meaning: 'Step size of the update; 0 where the step was skipped.',
  },
  {
    key: 'effectiveStep',
    column: 'effective_step',
    kind: 'number',
    meaning:
      'Distance that the weights moved, projection included, divided by the norm of the gradient.',
  },
  {
    key: 'weightNorm',
    column: 'weight_norm',
    kind: 'number',
    meaning: 'Norm of the weights before the update.',
  },
  {
    key: 'maxLr',
    column: 'max_lr',
    kind: 'limit',
    meaning: 'Limit of the step size in force, whatever sets it; empty where there is none.',
  },
  {
    key: 'clipped',
    column: 'clipped',
    kind: 'flag',
    meaning: '1 where the limit made the step shorter, otherwise 0.',
  },
  {
    key: 'skipped',
    column: 'skipped',
    kind: 'flag',
    meaning:
      '1 where loss or gradient was not a finite number and the weights stayed, otherwise 0.',
  },
  {
    key: 'projected',
    column: 'projected',
    kind: 'flag',
    meaning:
      '1 where the update left the ball and the weights were moved back onto it, otherwise 0.',
  },
] as const satisfies readonly MetricSpec[]

export type MetricColumn = (typeof METRICS)[number]['key']

/** Keys of all metrics, in the order of the list. */
export const METRIC_COLUMNS: readonly MetricColumn[] = METRICS.map(({ key }) => key)
