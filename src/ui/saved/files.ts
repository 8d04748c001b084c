/** Files that a person chooses or drops: an exported experiment, opened or compared with. */
import { encodeLink } from '../../experiment/link'
import { withForeignRuns } from '../../state/ghosts'
import { compareWith } from '../../state/recording/comparison'
import { foreignRuns } from '../../state/recording/overlay'
import { readRecording } from '../../state/recording/readFile'
import type { Recording } from '../../state/recording/recording'
import { say } from '../../state/say'
import { usePlayground } from '../../state/store'

/** More than a full table of metrics needs, and less than what stops the page. */
const MAX_BYTES = 200_000_000

async function read(file: File): Promise<Recording | null> {
  if (file.size > MAX_BYTES) {
    say('warning', `The file "${file.name}" is larger than any that this page writes.`)
    return null
  }
  const result = readRecording(await file.text(), file.name)
  if (result.ok) return result.value
  say('warning', result.sentence)
  return null
}

/** Draws the numbers of a recording behind those of the page. */
function overlay(recording: Recording): void {
  const { ghosts, experiment } = usePlayground.getState()
  usePlayground.setState({ ghosts: withForeignRuns(ghosts, foreignRuns(recording, experiment)) })
}

/** The experiment of a file, at step 0; its numbers are drawn behind, to be trained after. */
export async function openFile(file: File): Promise<void> {
  const recording = await read(file)
  if (!recording) return
  if (!recording.experiment) {
    say(
      'warning',
      `The file "${recording.source}" holds numbers but no experiment that could be opened. ` +
        'Choose an Experiment (JSON), or compare with this file.',
    )
    return
  }
  usePlayground.getState().actions.openLink(`#${encodeLink(recording.experiment)}`)
  overlay(recording)
  compareWith(recording)
}

/** Leaves the page's experiment as it is; draws the file behind it and states the difference. */
export async function compareWithFile(file: File): Promise<void> {
  const recording = await read(file)
  if (!recording) return
  overlay(recording)
  compareWith(recording)
}
