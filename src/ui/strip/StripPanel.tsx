import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { stripBase, stripKey, type StripBase } from '../../state/strip/experiment'
import { stripSettings, type StripSettings } from '../../state/strip/settings'
import { stripRunner, useStrip } from '../../state/strip/useStrip'
import { usePlayground } from '../../state/store'
import { StripCharts } from './StripCharts'
import { StripControls } from './StripControls'
import { StripFindings } from './StripFindings'
import { StripProgress } from './StripProgress'
import { StripSettingsForm } from './StripSettingsForm'
import { StripTable } from './StripTable'
import './strip.css'

/** Settings, progress, picture and numbers of the strip. */
export function StripPanel() {
  const settings = usePlayground(
    useShallow(({ experiment }) => {
      const { optimizers, ...rest } = stripSettings(experiment)
      return { ...rest, list: optimizers.join() }
    }),
  )
  const experiment = usePlayground((state) => state.experiment)
  const runs = usePlayground((state) => state.runs)
  const { list, ...rest } = settings
  const wanted: StripSettings = { ...rest, optimizers: list.split(',') }
  const base = stripBase(
    experiment,
    runs.map(({ current }) => current),
    wanted,
  )
  const done = useStrip((state) => state.points.length)
  const shown = useStrip((state) => state.settings)
  const of = useStrip((state) => state.base)
  useEffect(() => () => stripRunner.stop(), [])
  const isOther = shown !== null && of !== null && stripKey(of, shown) !== stripKey(base, wanted)
  return (
    <div className="strip">
      <StripSettingsForm settings={wanted} />
      <StripControls base={base} settings={wanted} />
      <StripProgress />
      {isOther && done > 0 && (
        <p className="strip__other">
          The numbers below belong to other settings: {wordsOf(of, shown)}. Run the strip again for
          those of now.
        </p>
      )}
      <StripCharts settings={shown ?? wanted} />
      {done > 0 && shown && (
        <>
          <StripFindings settings={shown} />
          <StripTable settings={shown} />
        </>
      )}
      <p className="panel__note">
        Training loss is that of all training examples, with the weights of the end. The strip
        trains in a worker of its own: the runs above stay as they are. Other hyperparameters are
        those of the first run of each optimizer, and everything else is the experiment of now, with
        its first seed.
      </p>
    </div>
  )
}

function wordsOf({ experiment }: StripBase, { epochs }: StripSettings): string {
  const { data, model, examples, batch, seed, noise } = experiment
  const wrong = noise > 0 ? `, ${100 * noise} % wrong labels` : ''
  return (
    `${modelSpec(model.id).label} on ${examples.toLocaleString('en-US')} examples of ` +
    `${datasetSpec(data.id).label}${wrong}, batch ${batch}, seed ${seed}, ${epochs} epochs`
  )
}
