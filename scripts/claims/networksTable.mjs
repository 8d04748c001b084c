/** One table of several networks that were trained with the same rule, each by a link of its own. Pure. */
import { accuraciesOf, middle, number, percent, repeatedLink, valuesOf } from './seedTable.mjs'
import { seedsText } from './quantiles.mjs'

const line = (cells) => `| ${cells.join(' | ')} |`

/** @param networks name and record of each */
export function networksTable(networks) {
  const rows = networks.map(([name, { link, seeds, date }]) =>
    line([
      name,
      middle(valuesOf(seeds, 0, 'trainLoss'), number),
      middle(accuraciesOf(seeds, 0), percent),
      `${seedsText(seeds.map(({ seed }) => seed))}, ${date}`,
      `\`#${repeatedLink(link, seeds)}\``,
    ]),
  )
  return [
    line(['network', 'training loss', 'test accuracy', 'measured', 'link']),
    line(['---', '---', '---', '---', '---']),
    ...rows,
  ].join('\n')
}
