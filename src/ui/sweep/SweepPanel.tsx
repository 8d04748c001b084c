import { useEffect, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { trialCount } from '../../state/sweep/trials'
import { sweepKey } from '../../state/sweep/sweepKey'
import { sweepBase } from '../../state/sweep/trialExperiment'
import { sweepSettings, type SweepSettings } from '../../state/sweep/sweepSettings'
import { isSweepBusy } from '../../state/sweep/sweepRunner'
import { sweepRunner, useSweep } from '../../state/sweep/useSweep'
import { describedExperiment, describedRuns } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'
import { SweepCharts } from './SweepCharts'
import { SweepControls } from './SweepControls'
import { SweepFindings } from './SweepFindings'
import { SweepProgress } from './SweepProgress'
import { SweepResults } from './SweepResults'
import { SweepSettingsForm } from './SweepSettingsForm'
import { SweepTable } from './SweepTable'
import { sweepSettingsText } from './sweepMessages'
import './sweep.css'

/** Settings, progress, picture and numbers of the sweep. */
export function SweepPanel() {
  const settings = usePlayground(
    useShallow(({ experiment }) => {
      const { optimizers, ...rest } = sweepSettings(experiment)
      return { ...rest, list: optimizers.join() }
    }),
  )
  const experiment = usePlayground(describedExperiment)
  const runs = usePlayground((state) => state.runs)
  const { list, ...rest } = settings
  const wanted: SweepSettings = { ...rest, optimizers: list.split(',') }
  const values = useMemo(
    () => describedRuns(usePlayground.getState()).map(({ current }) => current),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- they belong to these two
    [experiment, runs],
  )
  const base = sweepBase(experiment, values, wanted)
  const done = useSweep((state) => state.points.length)
  const shown = useSweep((state) => state.settings)
  const of = useSweep((state) => state.base)
  useEffect(() => () => sweepRunner.stop(), [])
  const isBusy = useSweep(isSweepBusy)
  const key = sweepKey(base, wanted)
  const { seeds } = experiment
  // What is known of a sweep comes back with its settings: after a reload, or by hand.
  useEffect(
    () => sweepRunner.show(base, wanted),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for base and settings
    [key, seeds, isBusy],
  )
  const isOther =
    shown !== null &&
    of !== null &&
    (sweepKey(of, shown) !== key || (isBusy && trialCount(of, shown) !== trialCount(base, wanted)))
  return (
    <div className="sweep">
      <SweepSettingsForm settings={wanted} />
      <SweepControls base={base} settings={wanted} />
      <SweepProgress />
      {isOther && (isBusy || done > 0) && (
        <p className="sweep__other">
          {isBusy ? 'The strip in training has' : 'The numbers below belong to'} other settings:{' '}
          {sweepSettingsText(of, shown)}.{' '}
          {isBusy
            ? 'Stop it to run one with the current ones; what is done is kept.'
            : 'Run the strip for the current ones.'}
        </p>
      )}
      {done > 0 && shown && <SweepFindings settings={shown} />}
      <SweepCharts settings={shown ?? wanted} />
      {done > 0 && shown && <SweepTable settings={shown} />}
      <SweepResults />
      <p className="panel__note">
        Training loss is that of all training examples, with the weights of the end. The strip
        trains in a worker of its own: the runs above stay as they are. Other hyperparameters are
        those of the first run of each optimizer, and everything else is the current experiment
        {seeds > 1 ? `, with each of its ${seeds} seeds` : '; more seeds give it bands'}. Values
        that are done are kept in this browser; a reload loses the one in training only.
      </p>
    </div>
  )
}
