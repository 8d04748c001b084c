import { METRIC_COLUMNS } from '../../spec/metrics'
import type { ClientEvent } from '../../worker/client'
import type { MetricBlock } from '../../worker/protocol'
import { addNotice, type StoreContext } from '../store/context'
import {
  forgetExamples,
  showInspection,
  showPredictions,
  useExamples,
} from './examples/predictionsStore'
import { paceOf } from './pace'
import type { PlaygroundState } from '../types'
import { NO_LOSS_ALONG_GRADIENT } from './lossAlongGradientState'
import { resume } from './resume'
import { nextSeed } from '../seeds/nextSeed'
import { hasNextSeed, seedCount, seedSuffix } from '../seeds/seeds'
import { withReport } from './regionsState'
import { withHyper, withStatus } from '../experiment/runList'
import { totalsOf } from '../series/runTotals'

/** Takes the events of the current session up into the state and the series. */
export function createEventHandler(context: StoreContext): (event: ClientEvent) => void {
  const { get, set, client, series, recovery } = context

  /** Index in `experiment.runs` of a run as the worker counts; -1 after it was removed. */
  const indexOf = (workerRun: number) =>
    get().runs.findIndex((status) => status.workerRun === workerRun)

  /** A new session goes as fast as it can. */
  const sendPace = (experiment: PlaygroundState['experiment']) => {
    const stepsPerSecond = paceOf(experiment)
    if (stepsPerSecond !== null) client.send({ type: 'pace', stepsPerSecond })
  }

  const handlers: {
    readonly [T in ClientEvent['type']]: (event: Extract<ClientEvent, { type: T }>) => void
  } = {
    loading: ({ stage, progress }) =>
      set({ phase: 'loading', status: stage, progress: progress ?? null }),

    ready: ({ backend, hashes, statistics, parameterCount, stepsPerEpoch }) => {
      set({
        backend,
        hashes,
        statistics,
        parameterCount,
        stepsPerEpoch,
        progress: null,
      })
      forgetExamples()
      if (useExamples.getState().isInspecting) client.send({ type: 'inspect', on: true })
      const { step, wantsTraining, experiment } = get()
      const behind = step - recovery.workerStep
      if (behind > 0 && !wantsTraining) {
        recovery.isCatchingUp = true
        return client.send({ type: 'train', steps: behind })
      }
      const isFinished = experiment.steps !== null && step >= experiment.steps
      set(
        step > 0
          ? { phase: 'paused', status: pausedStatus(isFinished ? 'limit' : 'asked', get()) }
          : { phase: 'ready', status: 'Ready' },
      )
      sendPace(experiment)
      if (wantsTraining) client.send({ type: 'train' })
    },

    training: ({ compiling = false }) => {
      if (recovery.isCatchingUp) return
      set({
        phase: 'training',
        isCompiling: compiling,
        status: `${compiling ? 'Compiling' : 'Training'}${seedSuffix(get())}`,
      })
    },

    paused: ({ step, reason }) => {
      recovery.workerStep = step
      const hasCaughtUp = recovery.isCatchingUp
      recovery.isCatchingUp = false
      if (hasCaughtUp) sendPace(get().experiment)
      const isDone = reason === 'limit' || reason === 'all-diverged'
      const { wantsTraining } = get()
      const goesOn = isDone && !hasCaughtUp && wantsTraining && hasNextSeed(get())
      set({
        phase: 'paused',
        seedDone: isDone,
        // Train may have been pressed while it was catching up.
        wantsTraining: goesOn || (hasCaughtUp && wantsTraining),
        step: Math.max(step, get().step),
        stepsPerSecond: 0,
        progress: null,
        status: pausedStatus(reason, get()),
      })
      if (goesOn) nextSeed(context)
      else if (get().wantsTraining) client.send({ type: 'train' })
    },

    metrics: ({ step, blocks, stepsPerSecond }) => {
      for (const block of blocks) {
        const run = indexOf(block.run)
        if (run < 0) continue
        const { id } = get().runs[run]!
        series.append(id, withoutKnownSteps(block, series.get(id)?.endStep ?? 0))
        totalsOf(series.get(id))
      }
      recovery.workerStep = step
      if (recovery.isCatchingUp) return set({ progress: Math.min(1, step / get().step) })
      set({
        step: Math.max(step, get().step),
        stepsPerSecond,
        seriesVersion: get().seriesVersion + 1,
      })
    },

    evaluations: ({ evaluations }) => {
      let { runs } = get()
      for (const evaluation of evaluations) {
        const run = indexOf(evaluation.run)
        if (run < 0) continue
        const { id } = runs[run]!
        const known = series.get(id)?.evaluations ?? []
        // After a resume some come a second time; only then they are not the latest.
        const isLatest = evaluation.step > (known.at(-1)?.step ?? -1)
        if (!isLatest && known.some(({ step }) => step === evaluation.step)) continue
        series.addEvaluation(id, evaluation)
        runs = withStatus(runs, run, { lastEvaluation: evaluation })
      }
      set({ runs, seriesVersion: get().seriesVersion + 1 })
    },

    // Not asked for by the page's own experiment.
    trainingEvaluation: () => undefined,

    edited: ({ step, run: workerRun, key, value, previous, scheduled }) => {
      const run = indexOf(workerRun)
      if (run < 0) return
      const { experiment, runs, appliedEdits } = get()
      if (scheduled) {
        const current = { ...runs[run]!.current, [key]: value }
        set({ runs: withStatus(runs, run, { current }) })
      }
      if (step === 0 && !scheduled) {
        const { loaded } = get()
        return set({
          experiment: withHyper(experiment, run, key, value),
          loaded: loaded && withHyper(loaded, workerRun, key, value),
        })
      }
      const edit = { step, run, key, value }
      // Several edits of one value at one step are one edit with the last value.
      const isSame = (other: typeof edit) =>
        other.step === step && other.run === run && other.key === key
      const first = appliedEdits.find(isSame)
      set({
        appliedEdits: [
          ...appliedEdits.filter((other) => !isSame(other)),
          {
            ...edit,
            previous: first?.previous ?? previous,
            scheduled: first?.scheduled ?? scheduled,
          },
        ],
        experiment: scheduled
          ? experiment
          : { ...experiment, edits: [...experiment.edits.filter((e) => !isSame(e)), edit] },
      })
    },

    diverged: ({ run: workerRun, step, sentence }) => {
      const run = indexOf(workerRun)
      if (run >= 0) set({ runs: withStatus(get().runs, run, { diverged: { step, sentence } }) })
    },

    warning: ({ sentence }) => addNotice(context, 'warning', sentence),

    lossAlongGradient: ({ run: workerRun, report }) => {
      const run = indexOf(workerRun)
      set({
        lossAlongGradient:
          run < 0 ? NO_LOSS_ALONG_GRADIENT : { isAsked: false, runId: get().runs[run]!.id, report },
      })
    },

    predictions: ({ predictions }) => showPredictions(predictions),

    inspection: ({ inspection }) => showInspection(inspection),
    regions: ({ report, points }) => {
      const { regions, runs } = get()
      const idOf = (workerRun: number) => runs[indexOf(workerRun)]?.id
      set({ regions: withReport(regions, report, points, idOf) })
    },

    snapshot: ({ snapshot }) => recovery.remember(snapshot),

    failed: ({ sentence, detail }) => {
      console.error(detail)
      recovery.answer(null)
      // `Training` comes a moment after Train, or never from a worker that has lost its session.
      const wasLoaded = ['ready', 'training', 'paused'].includes(get().phase)
      set({
        phase: 'failed',
        lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
        regions: { ...get().regions, isAsked: false },
        status: 'Stopped',
        progress: null,
        stepsPerSecond: 0,
      })
      addNotice(context, 'error', sentence)
      if (wasLoaded && get().wantsTraining && recovery.mayResume()) resume(context)
      else set({ wantsTraining: false })
    },
  }

  return (event) => (handlers[event.type] as (event: ClientEvent) => void)(event)
}

/** After a resume some steps come again; what is on the charts stays. */
function withoutKnownSteps(block: MetricBlock, endStep: number): MetricBlock {
  const known = Math.min(Math.max(endStep - block.firstStep, 0), block.seconds.length)
  return {
    ...block,
    firstStep: block.firstStep + known,
    values: block.values.subarray(known * METRIC_COLUMNS.length),
    seconds: block.seconds.subarray(known),
  }
}

function pausedStatus(
  reason: Extract<ClientEvent, { type: 'paused' }>['reason'],
  state: PlaygroundState,
): string {
  const { experiment } = state
  const seeds = seedCount(state)
  switch (reason) {
    case 'limit':
      if (hasNextSeed(state)) return `Paused at the end${seedSuffix(state)}`
      return (
        `Finished: ${experiment.steps ?? ''} steps done` +
        (seeds > 1 ? ` with each of ${seeds} seeds` : '')
      )
    case 'all-diverged':
      return `Stopped: every run has diverged${seedSuffix(state)}`
    case 'asked':
    case 'steps':
      return `Paused${seedSuffix(state)}`
  }
}
