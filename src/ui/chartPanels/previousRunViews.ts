/** Runs from before a Reset, drawn faint behind the current ones. */
import type { ChartSeries } from '../../charts/types'
import { dataShape } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { optimizerSpec } from '../../optimizers/specs'
import type { PreviousRun } from '../../state/experiment/previousRun'
import { previousRunStyle } from './runStyle'
import type { AxisView, LineView } from './runViews'
import { timelineOf, type Timeline, type XUnit } from './timeline'

export interface PreviousRunView extends LineView {
  /** Its own: it may have had another batch size, or another pace. */
  readonly timeline: Timeline
  /** From elsewhere, while nothing has been trained here: there is nothing to stand behind. */
  readonly isInFront?: boolean
}

/** @param isEmpty whether nothing has been trained here yet */
export function previousRunViews(
  previousRuns: readonly PreviousRun[],
  unit: XUnit,
  isEmpty = false,
): PreviousRunView[] {
  return previousRuns.map(({ id, runId, label, config, series, experiment, source }) => ({
    id,
    label,
    spec: optimizerSpec(config.optimizer),
    style: previousRunStyle(runId, config.optimizer),
    series,
    isInFront: isEmpty && source !== undefined,
    timeline: timelineOf(unit, {
      batch: experiment.batch,
      stepsPerEpoch: stepsPerEpoch(experiment),
      series,
    }),
  }))
}

/** The seed in training, to be drawn behind the medians of those before it. */
export function seedViews(
  live: readonly LineView[],
  seed: number,
  timeline: Timeline,
): PreviousRunView[] {
  return live.map((view) => ({
    ...view,
    // Apart from the ids of previous runs, and new for every seed: averages are kept by it.
    id: -1 - view.id - 10_000 * seed,
    label: `${view.label}, seed ${seed}`,
    timeline,
  }))
}

function stepsPerEpoch({ data, examples, batch }: Experiment): number {
  return Math.max(1, Math.floor(Math.min(examples, dataShape(data).trainCount) / batch))
}

/** How much of its colour a line of an earlier run keeps. */
const FAINT = 0.4

/**
 * The lines that a chart draws of its previous runs: the main ones, faint and without markers; all
 * of them where they stand behind nothing.
 */
export function previousRunLines(
  previousRuns: readonly PreviousRunView[],
  axis: AxisView,
  draw: (views: readonly LineView[], axis: AxisView) => ChartSeries[],
): ChartSeries[] {
  return previousRuns.flatMap((previousRun) => {
    const lines = draw([previousRun], { ...axis, timeline: previousRun.timeline })
    const row = `previous run ${previousRun.id}`
    if (previousRun.isInFront)
      return lines.map((line) => ({ ...line, id: `previous run ${line.id}`, row, legend: false }))
    return lines
      .filter(({ legend }) => legend !== false)
      .map(({ endLabel: _, ...line }) => ({
        ...line,
        id: `previous run ${line.id}`,
        row,
        markers: 'none',
        width: 1.25,
        opacity: FAINT,
        legend: false,
      }))
  })
}
