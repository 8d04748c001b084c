/** From the records back to series and a snapshot that training can go on from. Pure. */
import { dataShape } from '../../data/specs'
import { valuesAt } from '../../experiment/edits'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { parameterCount, sizeOf } from '../../spec/model'
import type { RunSnapshot, SessionSnapshot } from '../../worker/protocol'
import { RunSeries } from '../series/series'
import type { SavedWhole } from './database'

/** A snapshot whose runs are counted as in the experiment. */
export interface RestoredSnapshot extends Omit<SessionSnapshot, 'runs'> {
  readonly runs: readonly (Omit<RunSnapshot, 'run'> & { readonly run: number })[]
}

export interface RestoredExperiment {
  /** In the order of the experiment's runs; empty ones where nothing was stored. */
  readonly series: readonly RunSeries[]
  readonly snapshot: RestoredSnapshot | null
  /** Steps that every run has which had not diverged. */
  readonly step: number
}

/**
 * Series out of chunks. Where a piece is missing, what follows it is left out, so that the rows
 * stay consecutive.
 */
function deserializeSeries({ description, chunks }: SavedWhole): RunSeries[] {
  const series = description.keys.map(() => new RunSeries())
  for (const { blocks, evaluations } of chunks) {
    for (const { key, ...block } of blocks) {
      const own = series[description.keys.indexOf(key)]
      if (own && (own.endStep === 0 || own.endStep === block.firstStep)) own.append(block)
    }
    for (const { key, ...evaluation } of evaluations) {
      const run = description.keys.indexOf(key)
      series[run]?.addEvaluation(evaluation)
    }
  }
  return series
}

/** A snapshot whose arrays have the sizes that the experiment's model and optimizers need. */
function deserializeSnapshot({ description, snapshot }: SavedWhole): RestoredSnapshot | null {
  if (!snapshot) return null
  const { experiment, keys } = description
  const { input, classNames } = dataShape(experiment.data)
  const { model } = experiment
  const count = parameterCount(modelSpec(model.id).tensors(model.options, input, classNames.length))
  const runs: RestoredSnapshot['runs'][number][] = []
  for (const { key, values: _, ...rest } of snapshot.runs) {
    const run = keys.indexOf(key)
    if (run < 0) continue
    const shapes = optimizerSpec(experiment.runs[run]!.optimizer).stateShapes(count)
    const fits =
      rest.parameters.length === count &&
      rest.state.length === shapes.length &&
      shapes.every((shape, i) => rest.state[i]!.length === sizeOf(shape))
    if (!fits) return null
    // Edits of the step itself are given again by the session.
    const values = valuesAt(experiment, run, snapshot.step - 1)
    runs.push({ ...rest, run, values })
  }
  return { step: snapshot.step, seconds: snapshot.seconds, runs }
}

export function deserialize(saved: SavedWhole): RestoredExperiment {
  const series = deserializeSeries(saved)
  const { diverged } = saved.description
  const ends = series.flatMap(({ endStep }, run) => (diverged[run] === null ? [endStep] : []))
  const step = ends.length > 0 ? Math.min(...ends) : Math.max(0, ...series.map((s) => s.endStep))
  const snapshot = deserializeSnapshot(saved)
  return { series, step, snapshot: snapshot && snapshot.step <= step ? snapshot : null }
}
