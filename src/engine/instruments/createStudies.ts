import { rateOptionOf } from '../../spec/optimizer'
import type { SessionEvent, StudyRequest } from '../../worker/protocol'
import type { Network } from '../run/network'
import type { Batch } from '../run/trainStep'
import type { TrainingRun } from '../run/trainingRun'
import { Landscape, type RunPath } from './landscape'
import { RateTest } from './rateTest'
import { runOf, type BeginStudy, type Study } from './studies'
import type { WeightPaths } from './weightPaths'

export interface StudySetup {
  readonly network: Network
  readonly batchAt: (step: number) => Batch
  /** Examples that no step sees; whoever asks disposes them. */
  readonly heldSample: () => Batch
  /** Training examples with the labels that are trained on; the same. */
  readonly trainingSample: () => Batch
  /** All that there are. */
  readonly trainingExamples: number
  readonly emit: (event: SessionEvent) => void
}

type RequestOf<T extends StudyRequest['study']> = Extract<StudyRequest, { study: T }>

/** Begins the long looks that there are. */
export const createStudies =
  (setup: StudySetup): BeginStudy =>
  (request, step, trainingRuns, paths) =>
    request.study === 'rateTest'
      ? beginRateTest(setup, request, step, runOf(trainingRuns, request.run))
      : beginLandscape(setup, request, step, trainingRuns, paths)

function beginRateTest(
  { batchAt, heldSample, emit }: StudySetup,
  { run }: RequestOf<'rateTest'>,
  step: number,
  trainingRun: TrainingRun,
): Study {
  const option = rateOptionOf(trainingRun.optimizer)
  if (option?.kind !== 'number') throw new Error('The rule has no rate that is a number.')
  return new RateTest({
    ...{ run, step, option, batchAt },
    rehearsal: trainingRun.rehearse(),
    held: heldSample(),
    tell: (report) => emit({ type: 'rateTest', report }),
  })
}

function beginLandscape(
  { network, trainingSample, trainingExamples, emit }: StudySetup,
  { run, other }: RequestOf<'landscape'>,
  step: number,
  trainingRuns: readonly TrainingRun[],
  paths: WeightPaths,
): Study {
  return new Landscape({
    ...{ run, other, step, network },
    paths: trainingRuns.map((one) => pathOf(one, step, paths)),
    sample: trainingSample(),
    of: trainingExamples,
    tell: (report) => emit({ type: 'landscape', report }),
  })
}

/** From its start to its weights now, by what was kept between. */
function pathOf(trainingRun: TrainingRun, step: number, paths: WeightPaths): RunPath {
  const between = paths.of(trainingRun.id).filter((point) => point.step > 0 && point.step < step)
  return {
    run: trainingRun.id,
    points: [
      { step: 0, weights: trainingRun.copyStartWeights() },
      ...between.map((point) => ({ step: point.step, weights: point.weights.clone() })),
      { step, weights: trainingRun.copyTrainedWeights() },
    ],
  }
}
