/** A sweep by its link, without a page: its trainings and its folder. */
import { decodeLink } from '../../src/experiment/link'
import { clusterFolder } from '../../src/state/export/cluster/folder'
import { clusterTrials } from '../../src/state/sweep/clusterTrials'
import { sweepSettings } from '../../src/state/sweep/sweepSettings'
import { sweepBase } from '../../src/state/sweep/trialExperiment'

export function sweepOf(link: string) {
  const { experiment } = decodeLink(link)
  const settings = sweepSettings(experiment)
  const values = experiment.runs.map(({ hyper }) => hyper)
  const trials = clusterTrials(sweepBase(experiment, values, settings), settings)
  const facts = { hashes: new Map(), statistics: null }
  const folder = clusterFolder(trials, facts, 'A sweep by its link', `#${link}`)
  if (!folder.ok) throw new Error(folder.sentence)
  return { trials, files: folder.files }
}
