/** What the instruments are asked, over many seeds. */
import { withoutView } from './cases.mjs'
import { finiteMedian, firstWhere, rankCorrelation, share } from './instrumentNumbers.mjs'

const SPIRALS = 'v=1&data=spirals&width=24&depth=2&activation=tanh&batch=30&steps=1500'
const quarter = (values, which) =>
  values.slice((which * values.length) / 4, ((which + 1) * values.length) / 4)

/** Step sizes over 2 / lambda_max, where that was measured. */
const ratios = ({ columns, curvature }, column) =>
  curvature.map(({ step, stable }) => columns[column][step] / stable)

/** How a column is written: most are numbers as they are. */
const SHARE = 'share'

/** Columns of a table, each a number of one run with one seed, and how it is written. */
const STABILITY = [
  ['step over 2/λ, first quarter', (run) => finiteMedian(quarter(ratios(run, 'stepSize'), 0))],
  ['last quarter', (run) => finiteMedian(quarter(ratios(run, 'stepSize'), 3))],
  [
    'unclipped over 2/λ, first quarter',
    (run) => finiteMedian(quarter(ratios(run, 'unclipped'), 0)),
  ],
  ['last quarter', (run) => finiteMedian(quarter(ratios(run, 'unclipped'), 3))],
  [
    '2/λ, first quarter',
    ({ curvature }) => finiteMedian(quarter(curvature, 0).map(({ stable }) => stable)),
  ],
  [
    'last quarter',
    ({ curvature }) => finiteMedian(quarter(curvature, 3).map(({ stable }) => stable)),
  ],
  ['training loss', ({ loss }) => loss],
]

/** Share of clipped steps in the 50 steps after each look at the examples. */
const clippedAfter = ({ columns, fit }) =>
  fit.slice(0, -1).map(({ step }) => share(columns.clipped.slice(step, step + 50)))

const GAUGE = [
  [
    'rank correlation of fitted and clipped',
    (run) =>
      rankCorrelation(
        run.fit.slice(0, -1).map(({ right }) => right),
        clippedAfter(run),
      ),
  ],
  [
    'fitted when the clip first acts on 9 of 10 steps',
    (run) => run.fit[firstWhere(clippedAfter(run), (clipped) => clipped >= 0.9)]?.right ?? NaN,
  ],
  [
    'clipped when 9 of 10 are first fitted',
    (run) => clippedAfter(run)[firstWhere(run.fit, ({ right }) => right >= 0.9)] ?? NaN,
  ],
  ['fitted at the end', ({ fit }) => fit.at(-1).right],
]

const alphas = ({ columns }, from, to) =>
  columns.alpha.slice(from, to).filter((a) => !Number.isNaN(a))
/** The first step at which the loss of a batch is twice that of the first one, or no number. */
const blownUp = ({ columns: { loss } }) => firstWhere(loss, (one) => !(one <= 2 * loss[0]))

const ALPHA = [
  ['alpha, first 100 steps', (run) => finiteMedian(alphas(run, 0, 100))],
  ['of them above 1', (run) => share(alphas(run, 0, 100).map((a) => Number(a > 1))), SHARE],
  [
    'first step with alpha above 1',
    ({ columns }) => orNone(firstWhere(columns.alpha, (a) => a > 1)),
  ],
  ['first step with twice the loss of the start', (run) => orNone(blownUp(run))],
  ['alpha, last 100 steps', (run) => finiteMedian(alphas(run, -100))],
  ['of them above 1', (run) => share(alphas(run, -100).map((a) => Number(a > 1))), SHARE],
  ['training loss', ({ loss }) => loss],
]
const orNone = (place) => (place < 0 ? NaN : place)

const halfFitted = (fit, labels) => {
  const at = firstWhere(fit, (one) => one[labels] >= 0.5)
  return at < 0 ? NaN : fit[at].step
}

const NOISE = [
  ['noise, first quarter', ({ columns }) => finiteMedian(quarter(columns.gradient_noise, 0))],
  ['last quarter', ({ columns }) => finiteMedian(quarter(columns.gradient_noise, 3))],
  ['right labels half fitted at step', ({ fit }) => halfFitted(fit, 'right')],
  ['wrong labels half fitted at step', ({ fit }) => halfFitted(fit, 'wrong')],
  ['right labels fitted at the end', ({ fit }) => fit.at(-1).right],
  ['wrong labels fitted at the end', ({ fit }) => fit.at(-1).wrong],
  ['test accuracy', ({ testAccuracy }) => testAccuracy],
]

const EDGE = [
  [
    '2/λ, first quarter',
    ({ curvature }) => finiteMedian(quarter(curvature, 0).map(({ stable }) => stable)),
  ],
  [
    'last quarter',
    ({ curvature }) => finiteMedian(quarter(curvature, 3).map(({ stable }) => stable)),
  ],
  ['step over 2/λ, last quarter', (run) => finiteMedian(quarter(ratios(run, 'stepSize'), 3))],
  ['training loss', ({ loss }) => loss],
]

const BY_HEART = [
  ['right labels half fitted at step', ({ fit }) => halfFitted(fit, 'right')],
  ['wrong labels half fitted at step', ({ fit }) => halfFitted(fit, 'wrong')],
  [
    'wrong labels fitted when 9 of 10 right ones are',
    ({ fit }) => fit.find(({ right }) => right >= 0.9)?.wrong ?? NaN,
    SHARE,
  ],
  ['right labels fitted at the end', ({ fit }) => fit.at(-1).right, SHARE],
  ['wrong labels fitted at the end', ({ fit }) => fit.at(-1).wrong, SHARE],
  ['training loss', ({ loss }) => loss],
  ['test accuracy', ({ testAccuracy }) => testAccuracy, SHARE],
]

const CASES = [
  {
    id: 'instruments-gauge',
    link: `${SPIRALS}&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010`,
    measure: { fitEvery: 50 },
    columns: GAUGE,
  },
  {
    id: 'instruments-noise',
    link: `${SPIRALS.replace('width=24', 'width=64')}&noise=0.2&run=alig,maxLr:1,name:maxLr%201&run=sgd,lr:0.3,name:lr%200.3`,
    measure: { stepInstruments: true, fitEvery: 100 },
    columns: NOISE,
  },
  {
    id: 'instruments-stability',
    link: `${SPIRALS}&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:none,name:no%20limit&run=sgd,lr:1,name:lr%201`,
    measure: { curvatureEvery: 125 },
    columns: STABILITY,
  },
  {
    id: 'instruments-edge',
    link: `${SPIRALS.replace('batch=30&steps=1500', 'loss=squared&batch=300&steps=1000')}&run=sgd,lr:0.5,name:lr%200.5&run=sgd,lr:1,name:lr%201`,
    measure: { curvatureEvery: 125 },
    columns: EDGE,
  },
]

/** Presets that are about an instrument: their links are measured, as often as the page measures. */
const OF_PRESETS = [
  {
    id: 'edge',
    measure: { curvatureEvery: 200 },
    columns: [['2/λ at the start', ({ curvature }) => curvature[0].stable], ...EDGE],
  },
  { id: 'memorised', measure: { fitEvery: 25 }, columns: BY_HEART },
  { id: 'alpha', measure: { stepInstruments: true }, columns: ALPHA },
]

/** @param presets as the page has them */
export function instrumentCases(presets) {
  const linkOf = (id) => withoutView(presets.find((preset) => preset.id === id).link)
  return [...CASES, ...OF_PRESETS.map((one) => ({ ...one, link: linkOf(one.id) }))]
}

/** Seeds that each is measured with. */
export const INSTRUMENT_SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)
