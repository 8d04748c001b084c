/** Files that a person chooses or drops: an exported experiment, opened or compared with. */
import { encodeLink } from '../../experiment/link'
import { quoted } from '../../experiment/text'
import { withForeignRuns } from '../../state/experiment/previousRuns'
import { compareWith } from '../../state/import/comparison'
import { foreignRuns } from '../../state/import/overlay'
import type { UserFile } from '../../spec/userData'
import type { ImportedExperiment } from '../../state/import/importedExperiment'
import { shownExperiment } from '../../state/experiment/runList'
import { holdOpened } from '../../state/import/openedFile'
import { readFile } from '../../state/import/readFile'
import { notify } from '../../state/store/notify'
import { usePlayground } from '../../state/store/store'

/** Draws the numbers of an imported experiment behind those of the page. */
function overlay(imported: ImportedExperiment): void {
  const { previousRuns } = usePlayground.getState()
  usePlayground.setState({
    previousRuns: withForeignRuns(
      previousRuns,
      foreignRuns(imported, shownExperiment(usePlayground.getState())),
    ),
  })
}

/**
 * The experiment of a file, at step 0. Until it is trained here, its numbers are what the charts
 * show and the exports hold; then they are drawn behind.
 */
export async function openFile(file: File): Promise<void> {
  const imported = await readFile(file)
  if (!imported) return
  if (!imported.experiment) {
    notify(
      'warning',
      `The file ${quoted(imported.source)} holds numbers but no experiment that could be opened. ` +
        'Choose an Experiment (JSON), or compare with this file.',
    )
    return
  }
  usePlayground.getState().actions.openLink(`#${encodeLink(imported.experiment)}`)
  overlay(imported)
  holdOpened(imported, usePlayground)
  compareWith(imported)
}

/**
 * Results of a sweep are drawn beside the page's own. Fetched when a table comes; where it does not
 * arrive, whoever reads it next says so.
 * @returns whether some of the files are that
 */
export async function showResults(files: readonly UserFile[]): Promise<boolean> {
  if (!files.some(({ path }) => /\.csv$/i.test(path))) return false
  const opener = await import('../../state/sweep/results/openResults').catch(() => null)
  return opener !== null && opener.takeResults(files)
}

/** Leaves the page's experiment as it is; draws the file behind it and states the difference. */
export async function compareWithFile(file: File): Promise<void> {
  if (await showResults([{ path: file.name, blob: file }])) return
  const imported = await readFile(file)
  if (!imported) return
  overlay(imported)
  compareWith(imported)
}
