/** Measures the cases of `instrumentCases.mjs` with the engine itself, and writes their tables. */
import { spreadOf } from './summary.mjs'

/**
 * One case with all its seeds.
 * @param measureSpirals of the engine's bundle
 */
export async function measureCase(one, measureSpirals, seeds) {
  const bySeed = []
  for (const seed of seeds)
    bySeed.push(await measureSpirals({ link: one.link, seed, ...one.measure }))
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
  return { link, seeds, heads: columns.map(([head]) => head), runs }
}

const number = (value) => {
  if (Math.abs(value) >= 1000) return value.toExponential(1)
  return Number(value.toPrecision(3)).toString()
}

export function instrumentTable({ link, seeds, heads, runs, backend, date }) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const cell = (spread) => {
    if (!spread) return '–'
    const { median, low, high, of } = spread
    const some = of < seeds.length ? `, ${of} of ${seeds.length}` : ''
    return `${number(median)} (${number(low)} to ${number(high)})${some}`
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
