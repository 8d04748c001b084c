/** What the page calls each instrument, and what it says of its cost. */
import { formatCount } from '../../charts/format'
import {
  CURVATURE_EVERY,
  MEASURE_EVERY,
  MEASURE_NOISE_EVERY,
  type InstrumentId,
} from '../../spec/instruments'
import { LANDSCAPE_SIDE } from '../../spec/landscape'
import { RATE_TEST_STEPS } from '../../spec/rateTest'

export const INSTRUMENT_WORDS: Readonly<
  Record<InstrumentId, { readonly label: string; readonly cost: string }>
> = {
  decrease: {
    label: 'Promised and actual decrease',
    cost: `a forward pass more every ${MEASURE_EVERY} steps`,
  },
  noise: {
    label: 'Noise of the gradient',
    cost: `four gradients of quarter batches every ${MEASURE_NOISE_EVERY} steps`,
  },
  layers: {
    label: 'Layer by layer',
    cost: `some sums more every ${MEASURE_EVERY} steps`,
  },
  curvature: {
    label: 'Stable up to, 2 / λ_max',
    cost: `mostly 10 to 60 gradients more every ${CURVATURE_EVERY} steps`,
  },
  interpolation: {
    label: 'Training examples one by one',
    cost: 'a pass over up to 2,000 of them at each evaluation',
  },
  landscape: {
    label: 'Landscape',
    cost: `${formatCount(LANDSCAPE_SIDE ** 2)} forward passes on up to 200 examples, each time you press the button; while it is on, a few copies of the weights are kept`,
  },
  rates: {
    label: 'Rate test',
    cost: `about ${16 * RATE_TEST_STEPS} steps of one run, each time you press the button`,
  },
}
