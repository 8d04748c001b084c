/** Files that a person chooses or drops: an exported experiment, opened or compared with. */
import { encodeLink } from '../../experiment/link'
import { quoted } from '../../experiment/text'
import { withForeignRuns } from '../../state/experiment/previousRuns'
import { compareWith } from '../../state/import/comparison'
import { foreignRuns } from '../../state/import/overlay'
import { readImport } from '../../state/import/importFile'
import type { ImportedExperiment } from '../../state/import/importedExperiment'
import { shownExperiment } from '../../state/experiment/runList'
import { notify } from '../../state/store/notify'
import { usePlayground } from '../../state/store/store'

/** More than a full table of metrics needs, and less than what stops the page. */
const MAX_BYTES = 200_000_000

async function read(file: File): Promise<ImportedExperiment | null> {
  if (file.size > MAX_BYTES) {
    notify('warning', `The file ${quoted(file.name)} is larger than any that this page writes.`)
    return null
  }
  const result = readImport(await file.text(), file.name)
  if (result.ok) return result.value
  notify('warning', result.sentence)
  return null
}

/** Draws the numbers of a recording behind those of the page. */
function overlay(imported: ImportedExperiment): void {
  const { previousRuns } = usePlayground.getState()
  usePlayground.setState({
    previousRuns: withForeignRuns(
      previousRuns,
      foreignRuns(imported, shownExperiment(usePlayground.getState())),
    ),
  })
}

/** The experiment of a file, at step 0; its numbers are drawn behind, to be trained after. */
export async function openFile(file: File): Promise<void> {
  const imported = await read(file)
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
  compareWith(imported)
}

/** Leaves the page's experiment as it is; draws the file behind it and states the difference. */
export async function compareWithFile(file: File): Promise<void> {
  const imported = await read(file)
  if (!imported) return
  overlay(imported)
  compareWith(imported)
}
