/** `Export for a cluster`: a sweep as a folder of programs, as the text of its files. */
import dask from './files/dask_sweep.py?raw'
import gather from './files/gather.py?raw'
import local from './files/local.sh?raw'
import slurm from './files/slurm.sh?raw'
import type { ScriptFacts } from '../pytorch/description'
import { readme } from './readme'
import { trialsCsv } from './trialsCsv'
import type { ClusterTrial, FolderFiles } from './types'
import { workerScript } from './workerScript'

/** SLURM allows an array 1,001 tasks unless it is told otherwise. */
const MOST_TASKS = 1000

type ClusterFolder =
  | { readonly ok: true; readonly files: FolderFiles }
  /** Why there is none, as a sentence. */
  | { readonly ok: false; readonly sentence: string }

/**
 * @param trials at least one
 * @param words what is trained, in words
 * @param link of the page with the sweep
 */
export function clusterFolder(
  trials: readonly ClusterTrial[],
  facts: Omit<ScriptFacts, 'steps'>,
  words: string,
  link: string,
): ClusterFolder {
  const worker = workerScript(trials, facts)
  if (!worker.ok) return worker
  return {
    ok: true,
    files: {
      'README.md': readme(trials, words, link),
      'dask_sweep.py': dask,
      'gather.py': gather,
      'local.sh': local,
      // An array's output needs its folder.
      'logs/.keep': '',
      'slurm.sh': slurmScript(trials.length),
      'trials.csv': trialsCsv(trials),
      'worker.py': worker.text,
    },
  }
}

/** As many trials in one task as an array needs to hold them all. */
function slurmScript(trials: number): string {
  const perTask = Math.ceil(trials / MOST_TASKS)
  const last = Math.ceil(trials / perTask) - 1
  return slurm.replace('@LAST@', String(last)).replace('@PER_TASK@', String(perTask))
}
