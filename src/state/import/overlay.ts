import { defaultRun } from '../../experiment/defaults'
import { encodeOwnRule } from '../../optimizers/ownRules/codec'
import { nameInWord } from '../../optimizers/ownRules/words'
import type { Experiment } from '../../experiment/experiment'
import type { ForeignRun } from '../experiment/previousRuns'
import { isSameOptimizer, type ImportedExperiment } from './importedExperiment'

/** Stands for a rule that is not known: it says no more than how the numbers are drawn. */
const UNKNOWN_RULE = `# Numbers of a table, which does not have the rule.
unclipped = loss / gradNormSq
stepSize = unclipped
w = w`

/**
 * The optimizer of a table's word: one of the list, or of the page's own rules the one of that name.
 */
function optimizerOf(word: string, present: Experiment): string {
  const same = present.runs.find(({ optimizer }) => isSameOptimizer(optimizer, word))
  const name = nameInWord(word)
  if (same || name === undefined) return same?.optimizer ?? word
  const made = encodeOwnRule({ name, text: UNKNOWN_RULE })
  if ('problem' in made) throw new Error(`A table was read with the word "${word}".`)
  return made.id
}

/**
 * The runs of an imported experiment, to be drawn behind those of the page.
 * @param present the page's experiment: where it has none, its batch size and data
 * set are taken to be the same
 */
export function foreignRuns(imported: ImportedExperiment, present: Experiment): ForeignRun[] {
  const { experiment, source } = imported
  return imported.runs.map(({ run, optimizer, label, series }) => {
    if (experiment) return { label, series, source, experiment, run }
    const alone = { ...present, runs: [defaultRun(optimizerOf(optimizer, present))], edits: [] }
    return { label, series, source, experiment: alone, run: 0 }
  })
}
