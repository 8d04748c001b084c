/** The tables of `adaptive.mjs`, out of its records: one of the search, one of the report. Pure. */
import { RULES, bestRate, worstLosses } from './adaptive.mjs'
import { seedsText } from './quantiles.mjs'
import {
  failedCell,
  middle,
  number,
  percent,
  repeatedLink,
  summariseRun,
  valuesOf,
} from './seedTable.mjs'

const line = (cells) => `| ${cells.join(' | ')} |`
const titleOf = ({ label, loss }) => (loss ? `${label} (${loss} loss)` : label)
const seedsOf = ({ seeds }) => seedsText(seeds.map(({ seed }) => seed).sort((a, b) => a - b))

/** @param records one for each rule, in their order */
export function searchTable(study, records) {
  const { link, momentum, rates } = study
  const rows = RULES.map((rule, i) => {
    const best = bestRate(study, records[i])
    const cells = worstLosses(records[i].seeds).map((loss, rate) => {
      const text = number(loss)
      return rates[rate] === best ? `**${text}**` : text
    })
    return line([`${titleOf(rule)}, \`${rule.key}\``, ...cells])
  })
  const moving = RULES.filter(({ moves }) => moves).map(({ label }) => label)
  const note = momentum > 0 ? `; momentum ${momentum} for ${moving.join(', ')}` : ''
  return [
    line(['rule', ...rates]),
    line(['---', ...rates.map(() => '---')]),
    ...rows,
    '',
    `\`#${link}\` with each rule at each rate${note}, ${seedsOf(records[0])}, wasm, ${records[0].date}: the training loss of the worst seed`,
  ].join('\n')
}

/**
 * @param searched the records of the search
 * @param reported those of the report, which between them have a run for each rule, in their order
 */
export function reportTable(study, searched, reported, classes) {
  const runs = reported.flatMap(({ seeds }) => seeds[0].runs.map((_, run) => ({ seeds, run })))
  const rows = RULES.map((rule, i) => {
    const { seeds, run } = runs[i]
    const { failed } = summariseRun(seeds, run, classes)
    return line([
      titleOf(rule),
      bestRate(study, searched[i]),
      middle(valuesOf(seeds, run, 'trainLoss'), number),
      middle(
        seeds.map(({ runs }) => runs[run].testAccuracy ?? 0),
        percent,
      ),
      failedCell(failed, seeds.length),
    ])
  })
  const counts = new Set(reported.map((record) => seedsOf(record)))
  if (counts.size > 1) throw new Error(`Rules with other seeds: ${[...counts].join('; ')}.`)
  return [
    line(['rule', 'rate', 'training loss', 'test accuracy', 'failed']),
    line(['---', '---', '---', '---', '---']),
    ...rows,
    '',
    ...reported.map(({ link, seeds }) => `\`#${repeatedLink(link, seeds)}\`,`),
    `${[...counts][0]}, wasm, ${reported[0].date}`,
  ].join('\n')
}
