/**
 * Instruments: measurements that say why a step is what it is. All of them are off until somebody
 * asks for them, and leave training as it is.
 */

/** Their ids, as in links, in the order in which they are shown. */
export const INSTRUMENTS = [
  'decrease',
  'noise',
  'curvature',
  'layers',
  'interpolation',
  'rates',
  'landscape',
] as const
export type InstrumentId = (typeof INSTRUMENTS)[number]

/** Every so many steps what a step did is measured. */
export const MEASURE_EVERY = 10
/** The same for what takes as long as a step. */
export const MEASURE_NOISE_EVERY = 50
/** Steps between two measurements of the curvature. */
export const CURVATURE_EVERY = 200

export interface InstrumentColumn {
  /** Its name in tables, in the browser's database and in messages. */
  readonly column: string
  /** What it is, in a phrase that ends in a full stop. */
  readonly meaning: string
}

/**
 * Columns of the table of metrics that are there where the instrument was on, and empty at steps
 * that were not measured. They come after the metrics.
 */
export const STEP_INSTRUMENT_COLUMNS = [
  {
    column: 'predicted_decrease',
    meaning:
      'By how much the tangent lets the loss of the batch fall: the gradient times the move of the weights.',
  },
  {
    column: 'actual_decrease',
    meaning: 'By how much the loss of the same batch fell with the step; below 0 where it rose.',
  },
  {
    column: 'alpha',
    meaning:
      'Where the step landed on the parabola through loss, slope and the loss after it: -1 at the start, 0 in the valley, 1 as high on the other side; empty where the tangent does not fall.',
  },
  {
    column: 'stable_step_size',
    meaning:
      '2 / λ_max of the loss of the batch before the update: gradient descent with longer steps would climb the steepest direction; empty where nothing curves upwards.',
  },
  {
    column: 'gradient_noise',
    meaning:
      'How far the gradient of the batch is off, by how much those of four parts of it differ, as a multiple of its length; 0 where all examples want the same.',
  },
] as const satisfies readonly InstrumentColumn[]

export type StepInstrumentColumn = (typeof STEP_INSTRUMENT_COLUMNS)[number]['column']

/** Losses below which a training example counts as fitted, from strict to generous. */
export const FITTED_BELOW = [0.01, 0.1, 1] as const

/** Column of the evaluations: the share of training examples that are fitted so well. */
export const fittedColumn = (below: number, labels: 'right' | 'wrong'): string =>
  `${labels === 'right' ? 'train' : 'wrong'}_below_${below}`

/** The columns of the evaluations that the instrument adds. */
export const FIT_COLUMNS: readonly InstrumentColumn[] = FITTED_BELOW.flatMap((below) => [
  {
    column: fittedColumn(below, 'right'),
    meaning: `Share of the training examples with their right label whose loss is below ${below}.`,
  },
  {
    column: fittedColumn(below, 'wrong'),
    meaning: `The same of those with a wrong label; only with noise.`,
  },
])
