import type { SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepBase } from '../../state/sweep/types'
import { Icon } from '../icons'
import { exportCluster } from './exportCluster'

interface Props {
  readonly base: SweepBase
  readonly settings: SweepSettings
}

/** The sweep as programs for other machines; nothing has to be trained here first. */
export function ExportCluster({ base, settings }: Props) {
  return (
    <button
      type="button"
      className="button"
      title="A folder of programs that train this sweep with PyTorch on SLURM, Dask or this machine"
      onClick={() => void exportCluster(base, settings)}
    >
      <Icon name="export" />
      Export for a cluster
    </button>
  )
}
