/** From the records back to series and a snapshot that training can go on from. Pure. */
import { dataShape } from '../../data/specs'
import { valuesAt } from '../../experiment/edits'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { parameterCount, sizeOf } from '../../spec/model'
import type { Evaluation, MetricBlock, RunSnapshot, SessionSnapshot } from '../../worker/protocol'
import { RunSeries } from '../series/series'
import type { SavedWhole } from './database'
import { LAYOUT, type SavedBlock } from './records'
import { bucketsOf } from './summaries'

export interface RestoredExperiment {
  /** In the order of the experiment's runs; empty ones where nothing was stored. */
  readonly series: readonly RunSeries[]
  readonly snapshot: SessionSnapshot | null
  /** Steps that every run has which had not diverged. */
  readonly step: number
  /** First step that is there; above 0 where what came before was deleted. */
  readonly firstStep: number
  /** Later numbers are stored that cannot be read, or that a hole parts from these. */
  readonly isCut: boolean
}

/**
 * Series out of chunks. Where a piece is missing, what follows it is left out, so that the rows
 * stay consecutive.
 */
function deserializeSeries({ description, chunks, isCut }: SavedWhole) {
  const series = description.keys.map(() => new RunSeries())
  if (description.layout !== LAYOUT) return { series, isCut: false }
  const evaluationsOf = series.map((): Evaluation[] => [])
  let hasHole = false
  for (const { blocks, evaluations, summaries = [] } of chunks) {
    for (const summary of summaries) {
      const own = series[description.keys.indexOf(summary.key)]
      if (own?.endStep === 0) own.restoreFolded(bucketsOf(summary))
    }
    for (const { key, ...block } of blocks) {
      const own = series[description.keys.indexOf(key)]
      if (!own) continue
      if (own.endStep === 0 || own.endStep >= block.firstStep)
        own.append(from(Math.max(own.endStep, block.firstStep), block))
      else hasHole = true
    }
    for (const { key, ...evaluation } of evaluations) {
      const run = description.keys.indexOf(key)
      evaluationsOf[run]?.push({ ...evaluation, run })
    }
  }
  for (const [run, evaluations] of evaluationsOf.entries())
    for (const evaluation of evaluations.sort((a, b) => a.step - b.step))
      series[run]!.addEvaluation(evaluation)
  return { series, isCut: isCut || hasHole }
}

/** The rows of a block from a step on: those before are in a summary. */
function from(step: number, { firstStep, values, seconds }: Omit<SavedBlock, 'key'>): MetricBlock {
  const known = Math.min(step - firstStep, seconds.length)
  const width = values.length / seconds.length
  return {
    run: 0,
    firstStep: step,
    values: known === 0 ? values : values.subarray(known * width),
    seconds: known === 0 ? seconds : seconds.subarray(known),
  }
}

/** A snapshot whose arrays have the sizes that the experiment's model and optimizers need. */
function deserializeSnapshot({ description, snapshot }: SavedWhole): SessionSnapshot | null {
  if (!snapshot) return null
  const { experiment, keys } = description
  const { input, classNames } = dataShape(experiment.data)
  const { model } = experiment
  const count = parameterCount(modelSpec(model.id).tensors(model.options, input, classNames.length))
  const runs: RunSnapshot[] = []
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
  const { series, isCut } = deserializeSeries(saved)
  const { diverged } = saved.description
  const ends = series.flatMap(({ endStep }, run) => (diverged[run] === null ? [endStep] : []))
  const step = ends.length > 0 ? Math.min(...ends) : Math.max(0, ...series.map((s) => s.endStep))
  const snapshot = deserializeSnapshot(saved)
  return {
    ...{ series, step, isCut },
    snapshot: snapshot && snapshot.step <= step ? snapshot : null,
    firstStep: Math.max(
      0,
      ...series.map(({ folded, firstStep }) => (folded ?? { firstStep }).firstStep),
    ),
  }
}
