/** Parts of a Markdown file that a program writes, between two comments. */

const start = (name: string) => `<!-- ${name}: written by npm run docs -->`
const end = (name: string) => `<!-- end of ${name} -->`

/** The text with these parts in place of what stood between their marks. */
export function withBlocks(text: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((before, [name, block]) => {
    const from = before.indexOf(start(name))
    const to = before.indexOf(end(name))
    if (from < 0 || to < from) throw new Error(`The marks of "${name}" are missing.`)
    return `${before.slice(0, from)}${start(name)}\n\n${block}\n\n${before.slice(to)}`
  }, text)
}

/** A table as Markdown; a `|` inside a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [head, head.map(() => '---'), ...rows].map(line).join('\n')
}
