/** One training session: what the worker was given, and what the page knows of it. */
import type { Experiment } from '../../experiment/experiment'
import type { ChannelStatistics } from '../../spec/dataset'
import type { OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'
import type {
  BackendReport,
  CurvatureReport,
  Evaluation,
  FirstLayerReport,
  FitReport,
  Hashes,
  Inspection,
  LandscapeReport,
  Predictions,
  Query,
  RatePoint,
  RateTestReport,
  SessionEvent,
  StudyId,
  Testing,
} from '../../worker/protocol'
import type { RunEdit } from '../experiment/runEdits'
import type { LayerStrip } from '../instruments/layerStrip'
import type { RunSeries } from '../series/series'
import { NO_LOSS_ALONG_GRADIENT, type LossAlongGradientState } from './lossAlongGradientState'
import { NO_REGIONS, type RegionsState } from './regionsState'

export type {
  CurvatureReport,
  FirstLayerReport,
  FitReport,
  Inspection,
  LandscapeReport,
  Predictions,
  Query,
  RatePoint,
  RateTestReport,
  StudyId,
}

/** `waiting`: for files that a person has to choose. */
export type Phase = 'starting' | 'waiting' | 'loading' | 'ready' | 'training' | 'paused' | 'failed'

/** An edit that has acted, with the value it replaced. */
export interface AppliedEdit extends RunEdit {
  readonly previous: OptionValue
  /** True where it came with the link, false where it was made by hand. */
  readonly scheduled: boolean
}

export interface Divergence {
  readonly step: number
  readonly sentence: string
}

/** A seed that has been trained to its end. Runs are found by their id. */
export interface FinishedSeed {
  readonly seed: number
  readonly series: ReadonlyMap<RunId, RunSeries>
  readonly diverged: ReadonlyMap<RunId, Divergence>
  readonly hashes: Hashes | null
}

/** What the worker has shown of the data. */
export interface Examples {
  /** The last answer to each kind of query. */
  readonly answers: Readonly<Partial<Record<Query['kind'], Predictions>>>
  /** Kinds that wait for an answer. */
  readonly asked: readonly Query['kind'][]
  readonly inspections: ReadonlyMap<RunId, Inspection>
}

type LoadedBytes = NonNullable<Extract<SessionEvent, { type: 'loading' }>['bytes']>

export interface Session {
  /** As the worker was given it; what the recorded numbers belong to. Null before the first load. */
  readonly experiment: Experiment | null
  /** The runs of that experiment, in its order. */
  readonly runIds: readonly RunId[]
  readonly phase: Phase
  /** What is happening, in words; changes only when the phase or stage changes. */
  readonly status: string
  /** While training: the first step waits for its kernels to be compiled. */
  readonly isCompiling: boolean
  /** 0 to 1 while something is being loaded and its size is known. */
  readonly progress: number | null
  /** The same in bytes, where something comes over the line. */
  readonly loadedBytes: LoadedBytes | null
  /** A test that takes its time. */
  readonly testing: Testing | null
  readonly backend: BackendReport | null
  /** Other workers that train the runs; 0 where the one of the session does. */
  readonly workers: number
  readonly hashes: Hashes | null
  /** What inputs are standardised by, as the worker found it. */
  readonly statistics: ChannelStatistics | null
  readonly parameterCount: number | null
  readonly stepsPerEpoch: number | null
  /** The seeds before the one in training, where the experiment is repeated over several. */
  readonly finishedSeeds: readonly FinishedSeed[]
  /** The seed in training has come to its end. */
  readonly seedDone: boolean
  /** Steps done by all active runs. */
  readonly step: number
  /** As somebody who watches counts them, over the last seconds of training. */
  readonly stepsPerSecond: number
  /** Share of these seconds that went into tests and other work than steps, 0 to 1. */
  readonly otherWork: number
  /** Edits that have been given their step, scheduled ones included. */
  readonly appliedEdits: readonly AppliedEdit[]
  readonly diverged: ReadonlyMap<RunId, Divergence>
  readonly lastEvaluations: ReadonlyMap<RunId, Evaluation>
  /** A step that somebody clicked in a chart: it is read wherever nothing is pointed at. */
  readonly pinnedStep: number | null
  /** The last look along a gradient. */
  readonly lossAlongGradient: LossAlongGradientState
  /** What the runs make of the plane, where the data have two coordinates. */
  readonly regions: RegionsState
  readonly examples: Examples
  /** Weights of the first layer, as they were last asked for. */
  readonly firstLayer: FirstLayerState
  /** What instruments found beside the numbers of the steps, by the id of the run. */
  readonly layers: ReadonlyMap<RunId, LayerStrip>
  readonly curvature: ReadonlyMap<RunId, CurvatureReport>
  readonly fit: ReadonlyMap<RunId, FitReport>
  /** Long looks that were asked for and have not ended. */
  readonly studies: ReadonlySet<StudyId>
  /** The last test of rates, as far as it has come. */
  readonly rateTest: RateTestReport | null
  /** The last landscape, as far as it has come. */
  readonly landscape: LandscapeReport | null
}

export interface FirstLayerState {
  /** Asked for and not answered yet. */
  readonly isAsked: boolean
  readonly report: FirstLayerReport | null
}

const NO_FIRST_LAYER: FirstLayerState = { isAsked: false, report: null }

const NO_EXAMPLES: Examples = { answers: {}, asked: [], inspections: new Map() }

/** A session of which nothing is known yet but what is given; no answer is awaited from it. */
export function newSession(known: Partial<Session> = {}): Session {
  return {
    experiment: null,
    runIds: [],
    phase: 'starting',
    status: 'Starting',
    isCompiling: false,
    progress: null,
    loadedBytes: null,
    testing: null,
    backend: null,
    workers: 0,
    hashes: null,
    statistics: null,
    parameterCount: null,
    stepsPerEpoch: null,
    finishedSeeds: [],
    seedDone: false,
    step: 0,
    stepsPerSecond: 0,
    otherWork: 0,
    appliedEdits: [],
    diverged: new Map(),
    pinnedStep: null,
    lastEvaluations: new Map(),
    lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
    regions: NO_REGIONS,
    examples: NO_EXAMPLES,
    firstLayer: NO_FIRST_LAYER,
    layers: new Map(),
    curvature: new Map(),
    fit: new Map(),
    studies: new Set(),
    rateTest: null,
    landscape: null,
    ...known,
  }
}

/** The same numbers in a new worker: what was asked of the old one is not answered any more. */
export function continued({ regions, ...session }: Session, changes: Partial<Session>): Session {
  return newSession({
    ...session,
    regions: { ...regions, isAsked: false },
    lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
    examples: NO_EXAMPLES,
    firstLayer: NO_FIRST_LAYER,
    studies: new Set(),
    isCompiling: false,
    progress: null,
    loadedBytes: null,
    testing: null,
    stepsPerSecond: 0,
    workers: 0,
    otherWork: 0,
    ...changes,
  })
}

/** It takes commands. */
export const isLive = ({ phase }: Pick<Session, 'phase'>): boolean =>
  phase === 'ready' || phase === 'training' || phase === 'paused'
