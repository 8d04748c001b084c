import { dataShape, datasetSpec } from '../../data/specs'
import { runLabels } from '../../experiment/labels'
import { modelSize } from '../../experiment/memory'
import { bestEpochLoss } from '../../state/epochLoss'
import { seriesStore, usePlayground } from '../../state/store'

/** A mean loss that counts as interpolation in practice, as the authors of ALI-G put it. */
const SMALL = 0.01

const whole = (n: number) => n.toLocaleString('en-US')

/** Whether the model can fit every training example: what its size says, and what was measured. */
export function Interpolation() {
  const experiment = usePlayground((state) => state.experiment)
  const parameters = modelSize(experiment)
  const { classNames } = dataShape(experiment.data)
  const { kind } = datasetSpec(experiment.data.id)
  const toFit = experiment.examples * classNames.length
  const best = useBest()
  return (
    <p className="panel__note">
      <strong>Can it interpolate?</strong> {whole(parameters)} parameters for{' '}
      {whole(experiment.examples)} {kind} × {classNames.length} classes = {whole(toFit)} outputs to
      fit{parameters < toFit ? ', so size alone does not promise it' : ''}.{' '}
      {best
        ? `Measured: the lowest mean loss of an epoch so far is ${best.loss.toPrecision(3)} ` +
          `(${best.label}), ` +
          (best.loss <= SMALL ? 'as good as zero.' : `above the ${SMALL} that is as good as zero.`)
        : 'What it reaches shows after the first epoch.'}
    </p>
  )
}

/** The best of all runs so far. A text, so that it is only drawn when it changes. */
function useBest(): { readonly label: string; readonly loss: number } | null {
  const text = usePlayground(({ runs, experiment, stepsPerEpoch, seriesVersion }) => {
    if (stepsPerEpoch === null || seriesVersion < 0) return ''
    const losses = runs.map(({ id }) => bestEpochLoss(seriesStore.get(id), stepsPerEpoch))
    const known = losses.filter((loss) => !Number.isNaN(loss))
    if (known.length === 0) return ''
    const loss = Math.min(...known)
    return `${loss} ${runLabels(experiment.runs)[losses.indexOf(loss)]}`
  })
  if (text === '') return null
  const space = text.indexOf(' ')
  return { loss: Number(text.slice(0, space)), label: text.slice(space + 1) }
}
