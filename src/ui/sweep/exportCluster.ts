/** `Export for a cluster`. */
import { clusterTrials } from '../../state/sweep/clusterTrials'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepBase } from '../../state/sweep/types'
import { notify } from '../../state/store/notify'
import { usePlayground } from '../../state/store/store'
import { userDataFor } from '../../state/userData/userDataStore'
import { download } from '../saveFile'
import { sweepSettingsText } from './sweepMessages'

const NAME = 'alig-playground-sweep'

export async function exportCluster(base: SweepBase, settings: SweepSettings): Promise<void> {
  const { statistics } = usePlayground.getState().session
  const { data } = base.experiment
  const writer = await import('../../state/export/cluster/zippedFolder').catch(() => null)
  if (!writer)
    return notify(
      'warning',
      'The folder could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  const made = writer.zippedFolder(NAME, clusterTrials(base, settings), {
    facts: { hashes: new Map(), statistics, origin: userDataFor(data)?.summary.origin ?? null },
    words: sweepSettingsText(base, settings),
    link: location.href,
  })
  if (made.ok) download(`${NAME}.zip`, 'application/zip', [made.bytes])
  else notify('warning', made.sentence)
}
