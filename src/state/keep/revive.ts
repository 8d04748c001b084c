/** From the records back to series and a snapshot that training can go on from. Pure. */
import { dataShape } from '../../data/specs'
import { valuesAt } from '../../experiment/edits'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { parameterCount, sizeOf } from '../../spec/model'
import type { LaneSnapshot, SessionSnapshot } from '../../worker/protocol'
import { RunSeries } from '../series'
import type { SavedWhole } from './database'
import { LAYOUT } from './records'

export interface Revived {
  /** In the order of the experiment's runs; empty ones where nothing was stored. */
  readonly series: readonly RunSeries[]
  readonly snapshot: SessionSnapshot | null
  /** Steps that every run has which had not diverged. */
  readonly step: number
}

/**
 * Series out of chunks. Where a piece is missing, what follows it is left out, so that the rows
 * stay consecutive.
 */
function reviveSeries({ description, chunks }: SavedWhole): RunSeries[] {
  const series = description.keys.map(() => new RunSeries())
  if (description.layout !== LAYOUT) return series
  for (const { blocks, evaluations } of chunks) {
    for (const { key, ...block } of blocks) {
      const own = series[description.keys.indexOf(key)]
      if (own && (own.endStep === 0 || own.endStep === block.firstStep))
        own.append({ ...block, run: 0 })
    }
    for (const { key, ...evaluation } of evaluations) {
      const run = description.keys.indexOf(key)
      series[run]?.addEvaluation({ ...evaluation, run })
    }
  }
  return series
}

/** A snapshot whose arrays have the sizes that the experiment's model and optimizers need. */
function reviveSnapshot({ description, snapshot }: SavedWhole): SessionSnapshot | null {
  if (!snapshot) return null
  const { experiment, keys } = description
  const { input, classNames } = dataShape(experiment.data)
  const { model } = experiment
  const count = parameterCount(modelSpec(model.id).tensors(model.options, input, classNames.length))
  const lanes: LaneSnapshot[] = []
  for (const { key, values: _, ...lane } of snapshot.lanes) {
    const run = keys.indexOf(key)
    if (run < 0) continue
    const shapes = optimizerSpec(experiment.runs[run]!.optimizer).stateShapes(count)
    const fits =
      lane.parameters.length === count &&
      lane.state.length === shapes.length &&
      shapes.every((shape, i) => lane.state[i]!.length === sizeOf(shape))
    if (!fits) return null
    // Edits of the step itself are given again by the session.
    const values = valuesAt(experiment, run, snapshot.step - 1)
    lanes.push({ ...lane, run, values })
  }
  return { step: snapshot.step, seconds: snapshot.seconds, lanes }
}

export function revive(saved: SavedWhole): Revived {
  const series = reviveSeries(saved)
  const { diverged } = saved.description
  const ends = series.flatMap(({ endStep }, run) => (diverged[run] === null ? [endStep] : []))
  const step = ends.length > 0 ? Math.min(...ends) : Math.max(0, ...series.map((s) => s.endStep))
  const snapshot = reviveSnapshot(saved)
  return { series, step, snapshot: snapshot && snapshot.step <= step ? snapshot : null }
}
