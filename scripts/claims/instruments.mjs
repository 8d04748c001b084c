/** Measures the cases of `instrumentCases.mjs` with the engine itself, and writes their tables. */
import { BASE_URL } from './loadEngine.mjs'
import { spreadOf } from './summary.mjs'

/**
 * One case with all its seeds.
 * @param engine its bundle
 */
export async function measureCase(one, { decodeLink, loadData, measureInstruments }, seeds) {
  const { experiment, notices } = decodeLink(one.link)
  if (notices.length > 0) throw new Error(`The link of "${one.id}": ${notices.join(' ')}`)
  const data = await loadData(experiment, BASE_URL)
  const bySeed = []
  for (const seed of seeds)
    bySeed.push(await measureInstruments({ ...experiment, seed }, data, one.measure))
  return summariseCase(one, bySeed, seeds)
}

/** What is kept of it: the spread of each column over the seeds. */
export function summariseCase({ link, columns }, bySeed, seeds) {
  const runs = bySeed[0].map(({ label }, run) => {
    const own = bySeed.map((runs) => runs[run])
    const cells = columns.map(([, of]) => {
      const values = own.map((one) => of(one))
      const spread = spreadOf(values)
      return spread && { ...spread, of: values.filter(Number.isFinite).length }
    })
    return { label, diverged: own.filter(({ diverged }) => diverged).length, cells }
  })
  const shares = columns.flatMap(([, , unit], column) => (unit === 'share' ? [column] : []))
  return { link, seeds, heads: columns.map(([head]) => head), shares, runs }
}

const number = (value) => {
  if (Math.abs(value) >= 1000) return value.toExponential(1)
  return Number(value.toPrecision(3)).toString()
}

const percent = (value) => `${(100 * value).toFixed(1)} %`

export function instrumentTable({ link, seeds, heads, shares = [], runs, backend, date }) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const cell = (spread, column) => {
    if (!spread) return '–'
    const write = shares.includes(column) ? percent : number
    const { median, low, high, of } = spread
    const some = of < seeds.length ? `, ${of} of ${seeds.length}` : ''
    return `${write(median)} (${write(low)} to ${write(high)})${some}`
  }
  return [
    line(['run', ...heads, 'diverged']),
    line(['---', ...heads.map(() => '---'), '---']),
    ...runs.map(({ label, cells, diverged }) =>
      line([label, ...cells.map(cell), `${diverged} of ${seeds.length}`]),
    ),
    '',
    `\`#${link}\`, seeds ${seeds[0]} to ${seeds.at(-1)}, ${backend}, ${date}`,
  ].join('\n')
}
