import { formatCount } from '../../charts/format'
import { useMemo } from 'react'
import { durationText, secondsLeft } from '../../state/sweep/sweepDuration'
import { sweepProblem } from '../../state/sweep/sweepProblem'
import { sweepSeeds, trialAt, trialCount } from '../../state/sweep/trials'
import { sweepKey } from '../../state/sweep/sweepKey'
import { trialSteps } from '../../state/sweep/trialExperiment'
import type { SweepBase } from '../../state/sweep/types'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import { NO_SWEEP } from '../../state/sweep/sweepRunner'
import { sweepRunner, useSweep } from '../../state/sweep/useSweep'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'
import { ExportCluster } from './ExportCluster'
import { exportSweepCsv, exportSweepJson, exportSweepPng, exportSweepSvg } from './exportSweep'
import { sweepTitle, sweepWord } from './sweepMessages'

const FILES: readonly { readonly name: string; readonly save: (panel: Element) => void }[] = [
  { name: 'CSV', save: exportSweepCsv },
  { name: 'JSON', save: exportSweepJson },
  { name: 'SVG', save: (panel) => void exportSweepSvg(panel) },
  { name: 'PNG', save: (panel) => void exportSweepPng(panel) },
]

/** Steps of its trainings: "300", "120 to 1,200". */
function stepsText(base: SweepBase, settings: SweepSettings): string {
  const cells = trialCount(base, settings) / sweepSeeds(base, settings)
  const all = Array.from({ length: cells }, (_, at) =>
    trialSteps(base, settings, trialAt(base, settings, at)!),
  )
  const ends = [...new Set([Math.min(...all), Math.max(...all)])]
  return ends.map(formatCount).join(' to ')
}

/** Run, pause and stop the sweep; take its numbers away. */
export function SweepControls(props: {
  readonly base: SweepBase
  readonly settings: SweepSettings
}) {
  const { base, settings } = props
  const phase = useSweep((state) => state.phase)
  const hasPoints = useSweep((state) => state.points.length > 0)
  const word = sweepWord(settings)
  /** The one in training or in the files. */
  const known = useSweep((state) => state.settings) ?? settings
  const total = trialCount(base, settings)
  const key = sweepKey(base, settings)
  const isSame = useSweep(
    (state) => state.base !== null && sweepKey(state.base, state.settings!) === key,
  )
  /** Of these very settings: values that are done. */
  const done = useSweep((state) => (isSame ? state.at : 0))
  const taken = useSweep((state) => (isSame ? state : NO_SWEEP).taken)
  const isTraining = usePlayground((state) => state.wantsTraining)
  const isBusy = phase === 'loading' || phase === 'training'
  const seeds = sweepSeeds(base, settings)
  const { problem, steps, seconds } = useMemo(
    () => {
      const problem = sweepProblem(base, settings)
      if (problem) return { problem, steps: '', seconds: 0 }
      return {
        problem,
        steps: stepsText(base, settings),
        seconds: secondsLeft(base, settings, { at: done < total ? done : 0, taken }),
      }
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for base and settings
    [key, seeds, done, total, taken],
  )
  return (
    <div className="sweep__controls" role="group" aria-label={sweepTitle(settings)}>
      {isBusy ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => sweepRunner.pause()}
        >
          <Icon name="pause" />
          Pause the {sweepWord(known)}
        </button>
      ) : phase === 'paused' ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => sweepRunner.resume()}
        >
          <Icon name="play" />
          Go on with the {sweepWord(known)}
        </button>
      ) : (
        <button
          type="button"
          className="button button--primary"
          disabled={problem !== undefined}
          onClick={() => sweepRunner.start(base, settings)}
        >
          <Icon name="play" />
          {done === 0
            ? `Run the ${word}`
            : done < total
              ? `Go on with the ${word}`
              : `Run the ${word} again`}
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
          {sweepTitle(hasPoints ? known : settings)} ({name})
        </button>
      ))}
      <ExportCluster base={base} settings={settings} />
      <p className="sweep__size">
        {problem ?? (
          <>
            {formatCount(total * settings.optimizers.length)} trainings of {steps} steps
            {phase !== 'loading' && phase !== 'training' && `, ${durationText(seconds)}`}
          </>
        )}
        {isTraining && !isBusy && `. Pause the runs above for a quicker ${word}`}
      </p>
    </div>
  )
}
