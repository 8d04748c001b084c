/** Results of a sweep out of files that were dropped or chosen. */
import { findOptimizer } from '../../../optimizers/specs'
import { ownRulesIn } from '../../../optimizers/ownRules/words'
import type { UserFile } from '../../../spec/userData'
import { notify } from '../../store/notify'
import { usePlayground } from '../../store/store'
import { isSweepOpen, stripOf, SWEEP_KEY, usualOptimizers } from '../sweepOptimizers'
import { areResults, readResults } from './readResults'
import { useResults } from './useResults'

/** Far more than the largest table has. */
const MAX_BYTES = 64 * 1024 * 1024

/** Bytes that hold any header. */
const HEAD = 4096

const nameOf = ({ path }: UserFile) => path.split('/').at(-1)!

/** Of a folder, its `results.csv`, or else the rows of single trials; a single table as it is. */
export function resultFiles(files: readonly UserFile[]): readonly UserFile[] {
  const [only] = files
  if (files.length === 1 && /\.csv$/i.test(only!.path)) return files
  const gathered = files
    .filter((file) => nameOf(file) === 'results.csv')
    .sort((a, b) => a.path.length - b.path.length)
  if (gathered.length > 0) return gathered.slice(0, 1)
  return files.filter((file) => /^trial-\d+\.csv$/.test(nameOf(file)))
}

/** Tables of the same columns as one. */
function joined(texts: readonly string[]): string {
  const [first = '', ...rest] = texts
  const below = rest.map((text) => text.slice(text.indexOf('\n') + 1))
  return [first, ...below].map((text) => text.trimEnd()).join('\n')
}

/** Ids by the words of tables; rules of a person's own are those of the runs. */
function idOf(word: string): string | undefined {
  const own = ownRulesIn(usePlayground.getState().experiment.runs)
  return own.find((one) => one.word === word)?.id ?? findOptimizer(word)?.id
}

/**
 * Shows results of a sweep where some of the files are that, or says why they cannot be shown.
 * @returns false where none is: they are something else
 */
export async function takeResults(files: readonly UserFile[]): Promise<boolean> {
  const found = resultFiles(files)
  if (found.length === 0 || found.some(({ blob }) => blob.size > MAX_BYTES)) return false
  // A table of another kind may be large.
  const heads = await Promise.all(found.map(({ blob }) => blob.slice(0, HEAD).text()))
  if (!heads.every(areResults)) return false
  const texts = await Promise.all(found.map(({ blob }) => blob.text()))
  const name = found.length === 1 ? nameOf(found[0]!) : `${found.length} rows of trials`
  const read = readResults(name, joined(texts), idOf)
  if (!read.ok) notify('warning', read.sentence)
  else {
    useResults.setState({ shown: { name, results: read.results } })
    showSweep()
  }
  return true
}

function showSweep(): void {
  const { experiment, actions } = usePlayground.getState()
  if (!isSweepOpen(experiment))
    actions.setView(SWEEP_KEY, stripOf(usualOptimizers(experiment), experiment))
  actions.setView('tab', 'tuning')
}
