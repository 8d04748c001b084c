/** From the records back to series and a snapshot that training can go on from. Pure. */
import { dataShape } from '../../data/specs'
import { valuesAt } from '../../experiment/edits'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { parameterCount, sizeOf } from '../../spec/model'
import type { RunSnapshot, SessionSnapshot } from '../../worker/protocol'
import { rowsBetween } from '../../spec/metricTable'
import { RunSeries } from '../series/series'
import type { BucketParts, SeriesBlock, SeriesEvaluation } from '../series/types'
import type { SavedWhole } from './database'
import type { SavedBlock } from './records'
import { bucketsOf } from './summaries'

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
  /** First step that is there; above 0 where what came before was deleted. */
  readonly firstStep: number
  /** Later numbers are stored that cannot be read, or that a hole parts from these. */
  readonly isCut: boolean
}

/**
 * Series out of chunks. Where a piece is missing, what follows it is left out, so that the rows
 * stay consecutive.
 */
function deserializeSeries({ description: { keys }, chunks, isCut }: SavedWhole) {
  const series = keys.map(() => new RunSeries())
  const evaluationsOf = keys.map((): SeriesEvaluation[] => [])
  let hasHole = false
  for (const { blocks, evaluations, summaries = [] } of chunks) {
    for (const summary of summaries) {
      const run = keys.indexOf(summary.key)
      if (series[run]?.endStep === 0) series[run] = folded(bucketsOf(summary))
    }
    for (const { key, ...block } of blocks) {
      const own = series[keys.indexOf(key)]
      if (!own) continue
      if (own.endStep === 0 || own.endStep >= block.firstStep)
        own.append(from(Math.max(own.endStep, block.firstStep), block))
      else hasHole = true
    }
    for (const { key, ...evaluation } of evaluations)
      evaluationsOf[keys.indexOf(key)]?.push(evaluation)
  }
  for (const [run, evaluations] of evaluationsOf.entries())
    for (const evaluation of evaluations.sort((a, b) => a.step - b.step))
      series[run]!.addEvaluation(evaluation)
  return { series, isCut: isCut || hasHole }
}

/** A series whose steps are all in buckets. */
const folded = (buckets: BucketParts): RunSeries =>
  RunSeries.of({
    rows: {
      firstStep: buckets.firstStep + buckets.steps,
      columns: new Map(),
      seconds: new Float64Array(),
    },
    folded: buckets,
    evaluations: [],
  })

/** The rows of a block from a step on: those before are in a summary. */
function from(step: number, block: Omit<SavedBlock, 'key'>): SeriesBlock {
  const known = Math.min(step - block.firstStep, block.seconds.length)
  if (known === 0) return block
  return {
    columns: block.columns,
    firstStep: step,
    values: rowsBetween(block, known),
    seconds: block.seconds.subarray(known),
  }
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
      ...series.map(({ folded: buckets, firstStep }) => (buckets ?? { firstStep }).firstStep),
    ),
  }
}
