/** What happens with files that a person drops or chooses as data. */
import { dataShape } from '../../data/specs'
import { userData } from '../../data/userData/spec'
import type { UserFile, UserDataSummary } from '../../spec/userData'
import { readUserFiles } from '../../worker/userDataReader'
import { notify } from '../store/notify'
import { resume } from '../session/resume'
import { storeContext, usePlayground } from '../store/store'
import { userDataFor, hold, optionsOf, useUserData } from './userDataStore'
import { cacheUserData } from './userDataCache'

/** "4 files: a, b, c and others" */
function sourceOf(files: readonly UserFile[]): string {
  const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
  const [folder] = files[0]?.path.split('/').filter(Boolean) ?? []
  if (names.length > 4) return `${names.length.toLocaleString('en-US')} files in ${folder}`
  return names.join(', ')
}

let reading = false

/** Reads files; the experiment takes them up only where they are a data set. */
export async function takeUserFiles(files: readonly UserFile[]): Promise<void> {
  if (reading) return notify('info', 'Files are being read already. Wait until that is done.')
  reading = true
  useUserData.setState({ reading: { stage: 'Reading the files', fraction: 0 }, other: null })
  try {
    const result = await readUserFiles({ files, source: sourceOf(files) }, (stage, fraction) =>
      useUserData.setState({ reading: { stage, fraction } }),
    )
    if (result.type === 'refused') return notify('warning', result.sentence)
    const { summary, packed } = result
    hold({ summary, packed })
    void cacheUserData({ summary, packed })
    const { experiment, phase } = usePlayground.getState()
    const wanted = experiment.data.options['sha256']
    if (phase !== 'waiting' || wanted === '') return adoptUserData(summary)
    if (userDataFor(experiment.data)) resume(storeContext())
    else useUserData.setState({ other: summary })
  } finally {
    reading = false
    useUserData.setState({ reading: null })
  }
}

/** The experiment trains on these data from its next start on. */
export function adoptUserData(summary: UserDataSummary): void {
  useUserData.setState({ other: null })
  const { experiment, actions } = usePlayground.getState()
  const data = { id: userData.id, options: optionsOf(summary) }
  const { trainCount } = dataShape(data)
  const before = dataShape(experiment.data).trainCount
  // Who trained on everything, or asks for more than there is, gets everything.
  const all = experiment.examples >= Math.min(before, trainCount)
  const examples = all ? trainCount : Math.min(experiment.examples, trainCount)
  actions.patchExperiment({ data, examples, batch: Math.min(experiment.batch, examples) })
}
