import { dataShape, datasetSpec } from '../../data/specs'
import { formatCount, formatValue as formatFigure } from '../../charts/format'
import { modelSize } from '../../experiment/memory'
import type { LossId } from '../../spec/loss'
import { describedSettings } from '../../state/experiment/pending'
import { bestEpochLoss } from '../../state/series/epochLoss'
import { seriesStore, usePlayground } from '../../state/store/store'

/** A mean loss that counts as interpolation in practice, as the authors of ALI-G put it. */
const SMALL = 0.01

/** What outputs that are all 0 have for a loss, where it does not depend on the number of classes. */
const UNDECIDED: Partial<Readonly<Record<LossId, number>>> = { squared: 0.5, hinge: 1 }

/** What the size of the model says about fitting every training example. */
export function Interpolation() {
  const experiment = usePlayground(describedSettings)
  const { classNames } = dataShape(experiment.data)
  const { kind } = datasetSpec(experiment.data.id)
  const toFit = experiment.examples * classNames.length
  return (
    <p className="panel__note">
      <strong>Can it interpolate?</strong> {formatCount(modelSize(experiment))} parameters for{' '}
      {formatCount(experiment.examples)} {kind} × {classNames.length} classes = {formatCount(toFit)}{' '}
      outputs to fit. The lowest loss is the mean over an epoch, of the best run so far; {SMALL} or
      less is as good as zero
      {UNDECIDED[experiment.loss] &&
        `, and outputs that are all 0 have ${UNDECIDED[experiment.loss]}`}
      .
    </p>
  )
}

/**
 * The lowest mean loss of an epoch, of all runs so far, as a text of few digits; a dash before
 * the first epoch is complete.
 */
export function useLowestLoss(): string {
  return usePlayground(({ runs, seriesVersion, session: { stepsPerEpoch } }) => {
    if (stepsPerEpoch === null || seriesVersion < 0) return '–'
    const losses = runs.map(({ id }) => bestEpochLoss(seriesStore.get(id), stepsPerEpoch))
    const known = losses.filter((loss) => !Number.isNaN(loss))
    return known.length === 0 ? '–' : formatFigure(Math.min(...known))
  })
}
