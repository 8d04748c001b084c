/** Folders for tests. */
import { decodeLink } from '../../../experiment/link'
import { clusterFolder } from './folder'
import type { ClusterTrial } from './types'

const LINK = 'v=1&data=spirals&batch=30&examples=60&steps=6&noise=0.1&run=alig&run=sgd'

/** Of six steps each on spirals; the second one has other noise and a wider model. */
export function fewTrials(): ClusterTrial[] {
  const [narrow, wide] = ['16', '24'].map(
    (width) => decodeLink(`${LINK}&model=mlp&width=${width}`).experiment,
  )
  return [
    { optimizer: 'alig', values: { rate: 0.1 }, seed: 1, experiment: narrow! },
    {
      ...{ optimizer: 'sgd', values: { rate: 0.5, noise: 0.3, width: 24, momentum: 0.9 }, seed: 2 },
      experiment: { ...wide!, noise: 0.3 },
    },
    // Beyond what is accepted: the largest rate is trained.
    { optimizer: 'sgd', values: { rate: 1e12, width: 24 }, seed: 4294967295, experiment: wide! },
  ]
}

export function fewFiles(trials = fewTrials()) {
  const folder = clusterFolder(trials, { hashes: new Map(), statistics: null }, 'A "sweep"', '#v=1')
  if (!folder.ok) throw new Error(folder.sentence)
  return folder.files
}
