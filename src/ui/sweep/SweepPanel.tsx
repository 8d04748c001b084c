import { Suspense, useEffect, useMemo } from 'react'
import { sweepSeeds, trialCount } from '../../state/sweep/trials'
import { sweepKey } from '../../state/sweep/sweepKey'
import { sweepBase } from '../../state/sweep/trialExperiment'
import { sweepSettings, xAxis } from '../../state/sweep/sweepSettings'
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
import { sweepSettingsText, sweepWord } from './sweepMessages'
import { fetched } from '../fetched'
import './sweep.css'

/** That of `docs/sweeps.md`, on whatever computes fastest here. */
const EXAMPLE =
  '#v=1&examples=2000&view.strip=alig&view.stripRange=0.01:100&view.stripValues=9' +
  '&view.stripY=noise:0:0.5:6&view.stripSeeds=3&view.stripEpochs=10'

const SweepMaps = fetched(async () => (await import('./SweepMaps')).SweepMaps)

/** Settings, progress, picture and numbers of the sweep. */
export function SweepPanel() {
  const controls = usePlayground((state) => state.experiment)
  const wanted = useMemo(() => sweepSettings(controls), [controls])
  const experiment = usePlayground(describedExperiment)
  const runs = usePlayground((state) => state.runs)
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
  const seeds = sweepSeeds(base, wanted)
  // What is known of a sweep comes back with its settings: after a reload, or by hand.
  useEffect(
    () => sweepRunner.show(base, wanted),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the rest of base and settings
    [key, seeds, isBusy, wanted.target],
  )
  const isOther =
    shown !== null &&
    of !== null &&
    (sweepKey(of, shown) !== key || (isBusy && trialCount(of, shown) !== trialCount(base, wanted)))
  // Nothing is known of the current ones, and nothing else is in training: their own empty picture.
  const isShown = shown !== null && of !== null && (isBusy || done > 0)
  const drawn = isShown ? shown : wanted
  return (
    <div className="sweep">
      <SweepSettingsForm settings={wanted} />
      <SweepControls base={base} settings={wanted} />
      <SweepProgress />
      {isOther && (isBusy || done > 0) && (
        <p className="sweep__other">
          {isBusy ? `The ${sweepWord(shown)} in training has` : 'The numbers below belong to'} other
          settings: {sweepSettingsText(of, shown)}.{' '}
          {isBusy
            ? 'Stop it to run one with the current ones; what is done is kept.'
            : `Run the ${sweepWord(wanted)} for the current ones.`}
        </p>
      )}
      {drawn.y ? (
        <Suspense fallback={null}>
          <SweepMaps base={isShown ? of : base} settings={drawn} />
        </Suspense>
      ) : (
        <>
          {done > 0 && shown && xAxis(shown).ofRuns && <SweepFindings settings={shown} />}
          <SweepCharts settings={drawn} />
          {done > 0 && shown && <SweepTable settings={shown} />}
        </>
      )}
      <SweepResults base={isShown ? of : base} settings={drawn} />
      <p className="panel__note">
        <a href={EXAMPLE}>An example of a map</a>: maxLr against wrong labels, the phase diagram of
        interpolation. It takes some minutes.
      </p>
      <p className="panel__note">
        Training loss is that of all training examples, with the weights of the end. The{' '}
        {sweepWord(drawn)} trains in a worker of its own: the runs above stay as they are. Other
        hyperparameters are those of the first run of each optimizer, and everything else is the
        current experiment
        {seeds > 1 ? `, with each of ${seeds} seeds` : '; more seeds give it bands'}. A training has
        failed where it diverged or is no better than guessing. Values that are done are kept in
        this browser; a reload loses the one in training only.
      </p>
    </div>
  )
}
