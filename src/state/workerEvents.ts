import { METRIC_COLUMNS } from '../spec/metrics'
import type { ClientEvent } from '../worker/client'
import type { MetricBlock } from '../worker/protocol'
import { addNotice, type StoreContext } from './context'
import type { PlaygroundState } from './playground'
import { resume } from './recovery'
import { withHyper, withStatus } from './runList'

/** Takes the events of the current session up into the state and the series. */
export function createEventHandler(context: StoreContext): (event: ClientEvent) => void {
  const { get, set, client, series, recovery } = context

  /** Index in `experiment.runs` of a run as the worker counts; -1 after it was removed. */
  const indexOf = (workerRun: number) =>
    get().runs.findIndex((status) => status.workerRun === workerRun)

  const handlers: {
    readonly [T in ClientEvent['type']]: (event: Extract<ClientEvent, { type: T }>) => void
  } = {
    loading: ({ stage, progress }) =>
      set({ phase: 'loading', status: stage, progress: progress ?? null }),

    ready: ({ backend, hashes, parameterCount, stepsPerEpoch }) => {
      set({
        phase: 'ready',
        status: 'Ready',
        progress: null,
        backend,
        hashes,
        parameterCount,
        stepsPerEpoch,
      })
      if (get().wantsTraining) client.send({ type: 'train' })
    },

    training: () => set({ phase: 'training', status: 'Training' }),

    paused: ({ step, reason }) =>
      set({
        phase: 'paused',
        wantsTraining: false,
        step,
        stepsPerSecond: 0,
        status: pausedStatus(reason, get()),
      }),

    metrics: ({ step, blocks, stepsPerSecond }) => {
      for (const block of blocks) {
        const run = indexOf(block.run)
        if (run < 0) continue
        const { id } = get().runs[run]!
        series.append(id, withoutKnownSteps(block, series.get(id)?.endStep ?? 0))
      }
      set({ step, stepsPerSecond, seriesVersion: get().seriesVersion + 1 })
    },

    evaluation: ({ evaluation }) => {
      const run = indexOf(evaluation.run)
      if (run < 0) return
      const { id } = get().runs[run]!
      if (series.get(id)?.evaluations.some(({ step }) => step === evaluation.step)) return
      series.addEvaluation(id, evaluation)
      set({
        runs: withStatus(get().runs, run, { lastEvaluation: evaluation }),
        seriesVersion: get().seriesVersion + 1,
      })
    },

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

    snapshot: ({ snapshot }) => recovery.remember(snapshot),

    failed: ({ sentence, detail }) => {
      console.error(detail)
      const wasTraining = get().phase === 'training'
      set({ phase: 'failed', status: 'Stopped', progress: null, stepsPerSecond: 0 })
      addNotice(context, 'error', sentence)
      if (wasTraining && get().wantsTraining && recovery.mayResume()) resume(context)
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
  { experiment }: PlaygroundState,
): string {
  switch (reason) {
    case 'limit':
      return `Finished: ${experiment.steps ?? ''} steps done`
    case 'all-diverged':
      return 'Stopped: every run has diverged'
    case 'asked':
    case 'steps':
      return 'Paused'
  }
}
