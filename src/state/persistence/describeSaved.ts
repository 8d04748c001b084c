/** A saved experiment in words. */
import { datasetSpec } from '../../data/specs'
import { runLabels } from '../../experiment/labels'
import { modelSpec } from '../../models/specs'
import type { SavedExperiment } from './records'

/** "MNIST, MLP" */
const subjectOf = ({ experiment }: Pick<SavedExperiment, 'experiment'>) =>
  `${datasetSpec(experiment.data.id).label}, ${modelSpec(experiment.model.id).label}`

/** The name given in the list, or else the experiment's, or else what it is about. */
export function titleOf(saved: Pick<SavedExperiment, 'name' | 'experiment'>): string {
  return saved.name || saved.experiment.name || subjectOf(saved)
}

/**
 * "MNIST, MLP: ALI-G, SGD, Adam; 1,200 steps of 100 images, seed 3"; without the subject where
 * that is the title already. Where earlier steps are summaries, that is said too.
 */
export function summaryOf(
  saved: Pick<SavedExperiment, 'name' | 'experiment' | 'step' | 'foldedBefore'>,
): string {
  const { experiment, step, foldedBefore } = saved
  const subject = titleOf(saved) === subjectOf(saved) ? '' : `${subjectOf(saved)}: `
  const count = step.toLocaleString('en-US')
  return (
    `${subject}${runLabels(experiment.runs).join(', ')}; ${count} ${step === 1 ? 'step' : 'steps'} ` +
    `of ${experiment.batch} ${datasetSpec(experiment.data.id).kind}, seed ${experiment.seed}` +
    (foldedBefore > 0
      ? `; steps before ${foldedBefore.toLocaleString('en-US')} are kept as summaries`
      : '')
  )
}
