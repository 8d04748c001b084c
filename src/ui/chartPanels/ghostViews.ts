/** Runs of before a Reset, drawn faint behind those of now. */
import type { ChartSeries } from '../../charts/types'
import { dataShape } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { optimizerSpec } from '../../optimizers/specs'
import type { Ghost } from '../../state/ghosts'
import { ghostStyle } from './runStyle'
import type { AxisView, RunView } from './runViews'
import { timelineOf, type Timeline, type XUnit } from './timeline'

export interface GhostView extends RunView {
  /** Its own: it may have had another batch size, or another pace. */
  readonly timeline: Timeline
}

export function ghostViews(ghosts: readonly Ghost[], unit: XUnit): GhostView[] {
  return ghosts.map(({ id, runId, label, config, series, experiment }) => ({
    id,
    run: -1,
    label,
    spec: optimizerSpec(config.optimizer),
    style: ghostStyle(runId, config.optimizer),
    series,
    timeline: timelineOf(unit, {
      batch: experiment.batch,
      stepsPerEpoch: stepsPerEpoch(experiment),
      series,
    }),
  }))
}

/** The seed in training, to be drawn behind the medians of those before it. */
export function seedViews(live: readonly RunView[], seed: number, timeline: Timeline): GhostView[] {
  return live.map((view) => ({
    ...view,
    // Apart from the ids of ghosts, and new for every seed: averages are kept by it.
    id: -1 - view.id - 10_000 * seed,
    label: `${view.label}, seed ${seed}`,
    timeline,
  }))
}

function stepsPerEpoch({ data, examples, batch }: Experiment): number {
  return Math.max(1, Math.floor(Math.min(examples, dataShape(data).trainCount) / batch))
}

/** How much of its colour a line of before keeps. */
const FAINT = 0.4

/** The lines that a chart draws of its ghosts: the main ones, faint and without markers. */
export function ghostLines(
  ghosts: readonly GhostView[],
  axis: AxisView,
  draw: (views: readonly RunView[], axis: AxisView) => ChartSeries[],
): ChartSeries[] {
  return ghosts.flatMap((ghost) =>
    draw([ghost], { ...axis, timeline: ghost.timeline })
      .filter(({ legend }) => legend !== false)
      .map((line) => ({
        ...line,
        id: `ghost ${line.id}`,
        row: `ghost ${ghost.id}`,
        markers: 'none',
        width: 1.25,
        opacity: FAINT,
        legend: false,
      })),
  )
}
