import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { cellCount } from '../../state/strip/cells'
import { stripBase, stripKey } from '../../state/strip/experiment'
import { stripSettings, type StripSettings } from '../../state/strip/settings'
import { isStripBusy } from '../../state/strip/strip'
import { stripRunner, useStrip } from '../../state/strip/useStrip'
import { usePlayground } from '../../state/store'
import { StripCharts } from './StripCharts'
import { StripControls } from './StripControls'
import { StripFindings } from './StripFindings'
import { StripProgress } from './StripProgress'
import { StripSettingsForm } from './StripSettingsForm'
import { StripTable } from './StripTable'
import { stripWords } from './stripWords'
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
  const isBusy = useStrip(isStripBusy)
  const key = stripKey(base, wanted)
  const { seeds } = experiment
  // What is known of a strip comes back with its settings: after a reload, or by hand.
  useEffect(
    () => stripRunner.show(base, wanted),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for base and settings
    [key, seeds, isBusy],
  )
  const isOther =
    shown !== null &&
    of !== null &&
    (stripKey(of, shown) !== key || (isBusy && cellCount(of, shown) !== cellCount(base, wanted)))
  return (
    <div className="strip">
      <StripSettingsForm settings={wanted} />
      <StripControls base={base} settings={wanted} />
      <StripProgress />
      {isOther && (isBusy || done > 0) && (
        <p className="strip__other">
          {isBusy ? 'The strip in training has' : 'The numbers below belong to'} other settings:{' '}
          {stripWords(of, shown)}.{' '}
          {isBusy
            ? 'Stop it to run one with those of now; what is done is kept.'
            : 'Run the strip for those of now.'}
        </p>
      )}
      {done > 0 && shown && <StripFindings settings={shown} />}
      <StripCharts settings={shown ?? wanted} />
      {done > 0 && shown && <StripTable settings={shown} />}
      <p className="panel__note">
        Training loss is that of all training examples, with the weights of the end. The strip
        trains in a worker of its own: the runs above stay as they are. Other hyperparameters are
        those of the first run of each optimizer, and everything else is the experiment of now
        {seeds > 1 ? `, with each of its ${seeds} seeds` : '; more seeds give it bands'}. Values
        that are done are kept in this browser; a reload loses the one in training only.
      </p>
    </div>
  )
}
