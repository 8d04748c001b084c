/** The table of a case, out of its record: medians, the middle half of the seeds, failures. Pure. */
import { failuresText, median, quantile, seedsText } from './quantiles.mjs'

/** Twice what guessing gets right: less of the test examples is a failure, as is to diverge. */
const learnsFrom = (classes) => 2 / classes

export const number = (value) => {
  if (!Number.isFinite(value)) return 'diverged'
  if (Math.abs(value) >= 1000) return value.toExponential(1)
  return Number(value.toPrecision(3)).toString()
}
export const percent = (value) => (value > 0 ? `${(100 * value).toFixed(1)} %` : '–')
const share = (values) =>
  Number.isFinite(median(values)) ? `${Math.round(100 * median(values))} %` : '–'

/** "0.12 (0.11 to 0.13)"; "0.12" where there is one seed only */
export function middle(values, write) {
  if (values.length === 1 || !Number.isFinite(median(values))) return write(median(values))
  return `${write(median(values))} (${write(quantile(values, 0.25))} to ${write(quantile(values, 0.75))})`
}

/** Those of one run over the seeds; a null of the record is a number that there is none of. */
export const valuesOf = (seeds, run, key) => seeds.map(({ runs }) => runs[run][key] ?? NaN)
/** A run that diverged gets nothing right. */
export const accuraciesOf = (seeds, run) => seeds.map(({ runs }) => runs[run].testAccuracy ?? 0)

/** What the sentences may speak of. */
export function summariseRun(seeds, run, classes) {
  const accuracies = accuraciesOf(seeds, run)
  return {
    label: seeds[0].runs[run].label,
    trainLoss: median(valuesOf(seeds, run, 'trainLoss')),
    testAccuracy: median(accuracies),
    failed: accuracies.filter((value) => value < learnsFrom(classes)).length,
  }
}

/** What trains all of them in the page; `seeds` in ascending order. */
export function repeatedLink(link, seeds) {
  const from = seeds[0].seed
  if (seeds.length === 1) return `${link}&seed=${from}`
  return `${link}${from > 1 ? `&seed=${from}` : ''}&seeds=${seeds.length}`
}

/** @param seeds the lines of the record; `classes` of the data */
export function seedTable({ link, date, seeds: unsorted }, classes) {
  const seeds = unsorted.toSorted((a, b) => a.seed - b.seed)
  const runs = seeds[0].runs.map((_, run) => run)
  const has = (run, key) => seeds.some(({ runs }) => runs[run][key] !== undefined)
  const clips = (run) => has(run, 'unclippedLast')
  const isProjected = runs.some((run) => {
    const projected = median(valuesOf(seeds, run, 'projectedLast'))
    // Of a run that diverged nothing is known.
    return projected > 0 && Number.isFinite(projected)
  })
  const medianOf = (run, key) => number(median(valuesOf(seeds, run, key)))
  const columns = [
    ['run', (run) => seeds[0].runs[run].label],
    ['training loss', (run) => middle(valuesOf(seeds, run, 'trainLoss'), number)],
    ['test accuracy', (run) => middle(accuraciesOf(seeds, run), percent)],
    ['failed', (run) => failedCell(summariseRun(seeds, run, classes).failed, seeds.length)],
    ...(runs.some(clips)
      ? [
          [
            'clipped, first and last quarter',
            (run) =>
              clips(run)
                ? `${share(valuesOf(seeds, run, 'clippedFirst'))}, ${share(valuesOf(seeds, run, 'clippedLast'))}`
                : '–',
          ],
          [
            'unclipped step, first and last quarter; largest',
            (run) =>
              clips(run)
                ? `${medianOf(run, 'unclippedFirst')}, ${medianOf(run, 'unclippedLast')}; ${medianOf(run, 'unclippedMax')}`
                : '–',
          ],
        ]
      : []),
    ...(isProjected
      ? [['projected, last quarter', (run) => share(valuesOf(seeds, run, 'projectedLast'))]]
      : []),
  ]
  const line = (cells) => `| ${cells.join(' | ')} |`
  const rows = [
    line(columns.map(([title]) => title)),
    line(columns.map(() => '---')),
    ...runs.map((run) => line(columns.map(([, cell]) => cell(run)))),
  ]
  const note = `\`#${repeatedLink(link, seeds)}\`, ${seedsText(seeds.map(({ seed }) => seed))}, wasm, ${date}`
  return `${rows.join('\n')}\n\n${note}`
}

export const failedCell = (failed, count) => failuresText(failed, count).slice(2) || `0 of ${count}`
