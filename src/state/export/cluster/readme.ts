/** What the folder says about itself. */
import { datasetSpec } from '../../../data/specs'
import { prose } from '../pytorch/literals'
import type { ClusterTrial } from './types'

function dataNote({ data }: ClusterTrial['experiment']): string {
  const { origin } = datasetSpec(data.id)
  if (origin === 'generated') return 'The data are drawn by the program; there is nothing to fetch.'
  if (origin === 'user')
    return 'Put the files that were dropped on the page into `data`, or name their folder by `--data`.'
  return (
    '`python3 worker.py --fetch` fetches the original files of the data into `data`. Do this once, on a\n' +
    'machine with a network; `--data DIR` names another folder that has them.'
  )
}

/**
 * @param words what is trained, in words
 * @param link of the page with the sweep
 */
export const readme = (
  trials: readonly ClusterTrial[],
  words: string,
  link: string,
): string => `# A sweep of the \
ALI-G Playground

${prose(words)}: ${trials.length} trials, one optimizer with one rate and one seed each, in \`trials.csv\`.

Needs Python 3.9 or newer with torch and numpy. ${dataNote(trials[0]!.experiment)}

| where        | command                                               |
| ------------ | ----------------------------------------------------- |
| this machine | \`JOBS=4 sh local.sh\`                                  |
| SLURM        | \`sbatch slurm.sh\`, and \`python3 gather.py\` at the end |
| Dask         | \`python3 dask_sweep.py --scheduler tcp://host:8786\`   |
| one trial    | \`python3 worker.py --trial 0\`                         |

- Options of \`worker.py\` can follow each of them: \`--device cuda\`, \`--double\`, \`--data DIR\`, \`--threads N\`.
- \`PYTHON=/path/to/python\` in front of them, as in \`PYTHON=~/venv/bin/python sbatch slurm.sh\`, chooses a Python.
- Without \`--scheduler\`, \`dask_sweep.py\` starts \`--workers N\` processes on this machine; it needs
  \`dask.distributed\`. Workers elsewhere must see this folder at the same place.
- Every trial writes \`results/trial-NNNN-curve.csv\` (step, loss, step size) and then \`results/trial-NNNN.csv\`, its
  row. Both are written whole or not at all. Whatever was ended in the middle: start it again in the same way, and
  the trials that have their row are skipped.
- What diverged has a row, too: \`status\` is \`diverged\`, \`diverged_at\` the step, and there are no losses.
- \`python3 gather.py\` makes \`results.csv\` of the rows and says which trials are missing. Drop \`results.csv\` on the
  page: it is drawn beside the page's own sweep, with the largest difference.
- Rows can be added to \`trials.csv\` with other rates and seeds; columns beside these are hyperparameters by the
  page's names, or \`noise\`, \`examples\`, \`batch\`. SLURM has to be told: \`sbatch --array=0-LAST slurm.sh\`.

The sweep on the page: ${link}
`
