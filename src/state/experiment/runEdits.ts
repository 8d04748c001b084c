/** Edits by the run they belong to. In an experiment and its link they count the runs instead. */
import type { Edit } from '../../experiment/experiment'
import type { OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'

/** An edit of a run, whatever place in the list the run has. */
export interface RunEdit {
  readonly step: number
  readonly run: RunId
  readonly key: string
  readonly value: OptionValue
}

/** @param ids of the runs that the edits count */
export const byRunId = <T extends Edit>(
  edits: readonly T[],
  ids: readonly RunId[],
): (Omit<T, 'run'> & { readonly run: RunId })[] =>
  edits.map((edit) => ({ ...edit, run: ids[edit.run]! }))

/** Edits of runs that are not among `ids` are left out. */
export const byIndex = <T extends RunEdit>(
  edits: readonly T[],
  ids: readonly RunId[],
): (Omit<T, 'run'> & { readonly run: number })[] =>
  edits.flatMap((edit) => {
    const run = ids.indexOf(edit.run)
    return run < 0 ? [] : [{ ...edit, run }]
  })

/** Two edits of one value at one step: the later one counts. */
export const isSameEdit = (a: RunEdit, b: RunEdit): boolean =>
  a.step === b.step && a.run === b.run && a.key === b.key
