/** What happens with files that a person drops or chooses as data. */
import { dataShape } from '../../data/specs'
import { userData } from '../../data/userData/spec'
import type { UserFile, UserDataSummary } from '../../spec/userData'
import { visible } from '../../spec/visibleText'
import { readUserFiles } from '../../worker/userDataReader'
import { notify } from '../store/notify'
import { resume } from '../session/resume'
import { storeContext, usePlayground } from '../store/store'
import { userDataFor, hold, optionsOf, useUserData } from './userDataStore'
import { cacheUserData } from './userDataCache'

const MOST_NAMES = 4

/** "a, b and c", "70 files in set". */
function sourceOf(files: readonly UserFile[]): string {
  const names = files.map(({ path }) => visible(path.slice(path.lastIndexOf('/') + 1)))
  if (names.length <= MOST_NAMES) return names.join(', ')
  const count = `${names.length.toLocaleString('en-US')} files`
  const [folder, inside] = files[0]!.path.split('/').filter(Boolean)
  return inside === undefined ? count : `${count} in ${visible(folder!)}`
}

let underWay: AbortController | null = null

/** Ends the reading of files, if any are being read; nothing else changes. */
export const cancelReading = (): void => underWay?.abort()

/**
 * Reads files; the experiment takes them up only where they are a data set.
 * @param unreadable paths of files that the browser could not get at
 */
export async function takeUserFiles(
  files: readonly UserFile[],
  unreadable: readonly string[] = [],
): Promise<void> {
  if (underWay)
    return notify('info', 'Files are being read already. Wait until that is done, or cancel it.')
  underWay = new AbortController()
  useUserData.setState({ reading: { stage: 'Reading the files', fraction: 0 }, other: null })
  try {
    const result = await readUserFiles(
      { files, unreadable, source: sourceOf(files) },
      {
        onProgress: (stage, fraction) => useUserData.setState({ reading: { stage, fraction } }),
        signal: underWay.signal,
      },
    )
    if (result.type === 'cancelled') return
    if (result.type === 'refused') return notify('warning', result.sentence)
    const { summary, packed } = result
    hold({ summary, packed })
    void cacheUserData({ summary, packed })
    const { experiment, session } = usePlayground.getState()
    const wanted = experiment.data.options['sha256']
    if (session.phase !== 'waiting' || wanted === '') return adoptUserData(summary)
    if (userDataFor(experiment.data)) resume(storeContext())
    else useUserData.setState({ other: summary })
  } finally {
    underWay = null
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
