/** What came out of a long training, and docs/learning.md, which keeps it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { numbers, type PlaygroundPage } from './playgroundPage'

const FILE = 'docs/learning.md'
const HEAD =
  '# What the networks learn\n\nWritten by `npm run learn`, each part when it was last run: ' +
  'test accuracy on all official test images. The same links in the page repeat it. No rate was\n' +
  'searched for, so this says whether networks learn, not which rule does better: that is in\n' +
  '[claims.md](claims.md), the CNN on CIFAR-10 included.\n'

export interface Learned {
  readonly label: string
  /** Test accuracy at the end, and the best on the way. */
  readonly accuracy: number
  readonly best: number
  /** Training time of all runs together. */
  readonly seconds: number
}

/** Of each run of a training that has ended. */
export async function learnedBy(playground: PlaygroundPage): Promise<Learned[]> {
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  const metrics = await playground.exportRows('Metrics (CSV)')
  const labels = await playground.page
    .locator('section.card')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''))
  return labels.map((label, run) => ({
    label,
    accuracy: numbers(evaluations, run, 'test_accuracy').at(-1)!,
    best: Math.max(...numbers(evaluations, run, 'test_accuracy')),
    seconds: numbers(metrics, run, 'seconds').at(-1)!,
  }))
}

export const bestOf = (runs: readonly Learned[]) =>
  Math.max(...runs.map(({ accuracy }) => accuracy))

export interface Part {
  readonly title: string
  /** Without the leading #. */
  readonly link: string
  readonly backend: string
  readonly runs: readonly Learned[]
  /** What a reader should know about the numbers. */
  readonly note?: string | undefined
}

/** Puts a part in the place of the one with its title, or at the end; all others stay. */
export async function writeDown({ title, link, backend, runs, note }: Part): Promise<void> {
  const [, ...parts] = readFileSync(FILE, 'utf8').split(/^## /m)
  const part =
    `${title}\n\n\`#${link}\`\n\n| run | final test accuracy | best |\n| --- | --- | --- |\n` +
    runs.map(({ label, accuracy, best }) => `| ${label} | ${accuracy} | ${best} |\n`).join('') +
    `\nOn ${new Date().toISOString().slice(0, 10)}, ${backend}, all runs together: ` +
    `${Math.round(runs[0]!.seconds)} seconds of training.${note ? ` ${note}` : ''}\n`
  const at = parts.findIndex((one) => one.startsWith(`${title}\n`))
  if (at < 0) parts.push(part)
  else parts[at] = part
  const text = [HEAD, ...parts.map((one) => `## ${one.trim()}\n`)].join('\n')
  const style = (await resolveConfig(FILE)) ?? {}
  writeFileSync(FILE, await format(text, { ...style, parser: 'markdown' }))
}
