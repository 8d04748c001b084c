/**
 * Tables of what was measured in the page over three seeds, as docs/claims/measured.json has it: for
 * the cases that have not been measured over more since. Pure.
 */
import { spreadOf } from './summary.mjs'

const NOTE = 'three seeds only: in brackets the smallest and the largest'

export function oldTable({ link, runs, backend, date }) {
  const note = runs[0].seeds.length > 1 ? `, ${NOTE}` : ''
  return `${runsTable(runs)}\n\n\`#${link}\`, ${seedsOf(runs[0])}, ${backend}, ${date}${note}`
}

export const oldStrip = (results) => `${stripTable(results)}, ${NOTE}`

const seedsOf = ({ seeds }) => `${seeds.length > 1 ? 'seeds' : 'seed'} ${seeds.join(', ')}`

const number = (value) => {
  if (Math.abs(value) >= 1000) return value.toExponential(1)
  return Number(value.toPrecision(3)).toString()
}
const percent = (value) => `${(100 * value).toFixed(1)} %`
const share = (spread) => (spread ? `${Math.round(100 * spread.median)} %` : '–')

/** "0.12 (0.11 to 0.13)"; "0.12" where there is one seed only */
function withSpread(spread, write, { seeds }) {
  if (!spread) return '–'
  if (seeds.length === 1) return write(spread.median)
  return `${write(spread.median)} (${write(spread.low)} to ${write(spread.high)})`
}

function runsTable(runs) {
  const hasClip = runs.some(({ unclippedLast }) => unclippedLast !== null)
  const hasBall = runs.some(({ projectedLast }) => (projectedLast?.median ?? 0) > 0)
  const columns = [
    ['run', (run) => run.label],
    ['training loss', (run) => withSpread(run.trainLoss, number, run)],
    ['test accuracy', (run) => withSpread(run.testAccuracy, percent, run)],
    ...(hasClip
      ? [
          [
            'clipped, first and last quarter',
            (run) =>
              run.unclippedLast ? `${share(run.clippedFirst)}, ${share(run.clippedLast)}` : '–',
          ],
          [
            'unclipped step, first and last quarter; largest',
            (run) =>
              run.unclippedLast
                ? `${number(run.unclippedFirst.median)}, ${number(run.unclippedLast.median)}; ${number(run.unclippedMax.median)}`
                : '–',
          ],
        ]
      : []),
    ...(hasBall ? [['projected, last quarter', (run) => share(run.projectedLast)]] : []),
    ['diverged', (run) => `${run.diverged} of ${run.seeds.length}`],
  ]
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(([title]) => title)),
    line(columns.map(() => '---')),
    ...runs.map((run) => line(columns.map(([, cell]) => cell(run)))),
  ].join('\n')
}

/** Training loss and test accuracy by rate: medians over the seeds that were measured. */
function stripTable(results) {
  const ids = Object.keys(results).filter((id) => /^strip-\d+$/.test(id))
  if (ids.length === 0) return 'Not measured yet.'
  const points = ids.flatMap((id) => results[id].points)
  const optimizers = [...new Set(points.map(({ optimizer }) => optimizer))]
  const rates = [...new Set(points.map(({ rate }) => rate))]
  const names = { alig: 'ALI-G', sgd: 'SGD', adam: 'Adam' }
  const cell = (optimizer, rate) => {
    const own = points.filter((point) => point.optimizer === optimizer && point.rate === rate)
    const lost = own.filter(({ diverged_at }) => diverged_at !== '').length
    if (lost === own.length) return 'diverged'
    const loss = spreadOf(
      own.map(({ train_loss }) => (train_loss === '' ? NaN : Number(train_loss))),
    )
    const accuracy = spreadOf(
      own.map(({ test_accuracy }) => (test_accuracy === '' ? NaN : Number(test_accuracy))),
    )
    const some = lost > 0 ? `, ${lost} of ${own.length} diverged` : ''
    return `${number(loss.median)}; ${percent(accuracy.median)} (${percent(accuracy.low)} to ${percent(accuracy.high)})${some}`
  }
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(['rate', ...optimizers.map((id) => names[id] ?? id)]),
    line(['---', ...optimizers.map(() => '---')]),
    ...rates.map((rate) => line([rate, ...optimizers.map((id) => cell(id, rate))])),
    '',
    `\`#${results[ids[0]].link}\`, seeds ${ids.map((id) => id.slice(6)).join(', ')}, wasm, ${results[ids[0]].date}`,
  ].join('\n')
}
