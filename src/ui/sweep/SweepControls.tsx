import { trialCount } from '../../state/sweep/trials'
import { sweepKey } from '../../state/sweep/sweepKey'
import { sweepSteps } from '../../state/sweep/trialExperiment'
import type { SweepBase } from '../../state/sweep/types'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import { sweepRunner, useSweep } from '../../state/sweep/useSweep'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'
import { ExportCluster } from './ExportCluster'
import { exportSweepCsv, exportSweepPng, exportSweepSvg } from './exportSweep'

const FILES: readonly { readonly name: string; readonly save: (panel: Element) => void }[] = [
  { name: 'CSV', save: exportSweepCsv },
  { name: 'SVG', save: (panel) => void exportSweepSvg(panel) },
  { name: 'PNG', save: (panel) => void exportSweepPng(panel) },
]

/** Run, pause and stop the sweep; take its numbers away. */
export function SweepControls(props: {
  readonly base: SweepBase
  readonly settings: SweepSettings
}) {
  const { base, settings } = props
  const phase = useSweep((state) => state.phase)
  const hasPoints = useSweep((state) => state.points.length > 0)
  const total = trialCount(base, settings)
  /** Of these very settings: values that are done. */
  const done = useSweep((state) =>
    state.base !== null && sweepKey(state.base, state.settings!) === sweepKey(base, settings)
      ? state.at
      : 0,
  )
  const isTraining = usePlayground((state) => state.wantsTraining)
  const isBusy = phase === 'loading' || phase === 'training'
  const steps = sweepSteps(base, settings)
  return (
    <div className="sweep__controls" role="group" aria-label="Strip">
      {isBusy ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => sweepRunner.pause()}
        >
          <Icon name="pause" />
          Pause the strip
        </button>
      ) : phase === 'paused' ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => sweepRunner.resume()}
        >
          <Icon name="play" />
          Go on with the strip
        </button>
      ) : (
        <button
          type="button"
          className="button button--primary"
          onClick={() => sweepRunner.start(base, settings)}
        >
          <Icon name="play" />
          {done === 0
            ? 'Run the strip'
            : done < total
              ? 'Go on with the strip'
              : 'Run the strip again'}
        </button>
      )}
      {(isBusy || phase === 'paused') && (
        <button type="button" className="button" onClick={() => sweepRunner.stop()}>
          Stop
        </button>
      )}
      {FILES.map(({ name, save }) => (
        <button
          key={name}
          type="button"
          className="button"
          disabled={!hasPoints}
          onClick={(event) => save(event.currentTarget.closest('.sweep')!)}
        >
          <Icon name="export" />
          Strip ({name})
        </button>
      ))}
      <ExportCluster base={base} settings={settings} />
      <p className="sweep__size">
        {total * settings.optimizers.length} trainings of {steps.toLocaleString('en-US')} steps
        {isTraining && !isBusy && '. Pause the runs above for a quicker strip'}
      </p>
    </div>
  )
}
