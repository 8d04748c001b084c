/** What happens with files that a person drops or chooses as data. */
import { dataShape } from '../../data/specs'
import type { OwnFile, OwnSummary } from '../../spec/own'
import { readOwnFiles } from '../../worker/ownReader'
import { say } from '../say'
import { resume } from '../recovery'
import { storeContext, usePlayground } from '../store'
import { heldFor, hold, optionsOf, useOwn } from './held'
import { keepOwn } from './storage'

/** "4 files: a, b, c and others" */
function sourceOf(files: readonly OwnFile[]): string {
  const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
  const [folder] = files[0]?.path.split('/').filter(Boolean) ?? []
  if (names.length > 4) return `${names.length.toLocaleString('en-US')} files in ${folder}`
  return names.join(', ')
}

let reading = false

/** Reads files; the experiment takes them up only where they are a data set. */
export async function takeFiles(files: readonly OwnFile[]): Promise<void> {
  if (reading) return say('info', 'Files are being read already. Wait until that is done.')
  reading = true
  useOwn.setState({ reading: { stage: 'Reading the files', fraction: 0 }, other: null })
  try {
    const result = await readOwnFiles({ files, source: sourceOf(files) }, (stage, fraction) =>
      useOwn.setState({ reading: { stage, fraction } }),
    )
    if (result.type === 'refused') return say('warning', result.sentence)
    const { summary, packed } = result
    hold({ summary, packed })
    void keepOwn({ summary, packed })
    const { experiment, phase } = usePlayground.getState()
    const wanted = experiment.data.options['sha256']
    if (phase !== 'waiting' || wanted === '') return adoptOwn(summary)
    if (heldFor(experiment.data)) resume(storeContext())
    else useOwn.setState({ other: summary })
  } finally {
    reading = false
    useOwn.setState({ reading: null })
  }
}

/** The experiment trains on these data from its next start on. */
export function adoptOwn(summary: OwnSummary): void {
  useOwn.setState({ other: null })
  const { experiment, actions } = usePlayground.getState()
  const data = { id: 'own', options: optionsOf(summary) }
  const { trainCount } = dataShape(data)
  const before = dataShape(experiment.data).trainCount
  // Who trained on everything, or asks for more than there is, gets everything.
  const all = experiment.examples >= Math.min(before, trainCount)
  const examples = all ? trainCount : Math.min(experiment.examples, trainCount)
  actions.patchExperiment({ data, examples, batch: Math.min(experiment.batch, examples) })
}
