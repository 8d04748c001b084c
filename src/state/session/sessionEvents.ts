import { rowsBetween } from '../../spec/metricTable'
import type { RunId } from '../../spec/runId'
import type { Inspection, MetricBlock, PauseReason, SessionEvent } from '../../worker/protocol'
import { isSameEdit } from '../experiment/runEdits'
import { indexOfRun, trainedSettings, withHyper, withRunState } from '../experiment/runList'
import { nextSeed } from '../seeds/nextSeed'
import { hasNextSeed, seedCount, seedSuffix } from '../seeds/seeds'
import { totalsOf } from '../series/runTotals'
import { instrumentsOf } from '../instruments/instruments'
import { withNorms } from '../instruments/layerStrip'
import { addNotice, setSession, type StoreContext } from '../store/context'
import type { PlaygroundState, Settings } from '../types'
import { NO_LOSS_ALONG_GRADIENT } from './lossAlongGradientState'
import { paceOf } from './pace'
import { withReport } from './regionsState'
import { resume } from './resume'
import { continued, type AppliedEdit, type Session } from './session'

/** Takes the events of the current session up into the state and the series. */
export function createEventHandler(context: StoreContext): (event: SessionEvent) => void {
  const { get, set, client, series, recovery } = context
  const patch = (changes: Partial<Session>) => setSession(context, changes)

  /** False for a run that was removed meanwhile. */
  const isThere = (run: RunId) => indexOfRun(get(), run) >= 0

  /** A new session goes as fast as it can. */
  const sendPace = (experiment: Settings) => {
    const stepsPerSecond = paceOf(experiment)
    if (stepsPerSecond !== null) client.send({ type: 'pace', stepsPerSecond })
  }

  const handlers: {
    readonly [T in SessionEvent['type']]: (event: Extract<SessionEvent, { type: T }>) => void
  } = {
    loading: ({ stage, progress = null, bytes: loadedBytes = null }) =>
      patch({ phase: 'loading', status: stage, progress, loadedBytes }),

    ready: ({ type: _, ...facts }) => {
      patch({ ...facts, progress: null })
      const { session, wantsTraining, experiment, isInspecting } = get()
      if (isInspecting) client.send({ type: 'inspect', on: true })
      const on = instrumentsOf(experiment)
      if (on.length > 0) client.send({ type: 'instruments', on })
      const { step } = session
      const behind = step - recovery.workerStep
      if (behind > 0 && !wantsTraining) {
        recovery.isCatchingUp = true
        return client.send({ type: 'train', steps: behind })
      }
      const { steps } = trainedSettings(get())
      const isFinished = steps !== null && step >= steps
      patch(
        step > 0
          ? { phase: 'paused', status: pausedStatus(isFinished ? 'limit' : 'asked', get()) }
          : { phase: 'ready', status: 'Ready' },
      )
      sendPace(experiment)
      const { stepsWhenReady } = recovery
      recovery.stepsWhenReady = 0
      if (wantsTraining) client.send({ type: 'train' })
      else if (stepsWhenReady > 0) client.send({ type: 'train', steps: stepsWhenReady })
    },

    hashes: ({ hashes }) => patch({ hashes }),

    training: ({ compiling = false }) => {
      if (recovery.isCatchingUp) return
      patch({
        phase: 'training',
        isCompiling: compiling,
        status: `${compiling ? 'Compiling' : 'Training'}${seedSuffix(get())}`,
      })
    },

    spread: ({ workers }) => patch({ workers }),

    paused: ({ step, reason }) => {
      recovery.workerStep = step
      const hasCaughtUp = recovery.isCatchingUp
      recovery.isCatchingUp = false
      if (hasCaughtUp) sendPace(get().experiment)
      const isDone = reason === 'limit' || reason === 'all-diverged'
      const { wantsTraining } = get()
      const goesOn = isDone && !hasCaughtUp && wantsTraining && hasNextSeed(get())
      // Train may have been pressed while it was catching up.
      set({ wantsTraining: goesOn || (hasCaughtUp && wantsTraining) })
      patch({
        phase: 'paused',
        seedDone: isDone,
        step: Math.max(step, get().session.step),
        stepsPerSecond: 0,
        otherWork: 0,
        progress: null,
        status: pausedStatus(reason, get()),
      })
      if (goesOn) nextSeed(context)
      else if (get().wantsTraining) client.send({ type: 'train' })
    },

    metrics: ({ step, blocks, stepsPerSecond, otherWork }) => {
      for (const block of blocks) {
        if (!isThere(block.run)) continue
        series.append(block.run, withoutKnownSteps(block, series.get(block.run)?.endStep ?? 0))
        totalsOf(series.get(block.run))
        const { layers } = get().session
        if (block.layers) patch({ layers: withNorms(layers, block.run, block.layers) })
      }
      recovery.workerStep = step
      const known = get().session.step
      if (recovery.isCatchingUp) return patch({ progress: Math.min(1, step / known) })
      set({
        session: { ...get().session, step: Math.max(step, known), stepsPerSecond, otherWork },
        seriesVersion: get().seriesVersion + 1,
      })
    },

    evaluations: ({ evaluations }) => {
      const { session, seriesVersion } = get()
      const lastEvaluations = new Map(session.lastEvaluations)
      for (const evaluation of evaluations) {
        const { run, step } = evaluation
        if (!isThere(run)) continue
        const known = series.get(run)?.evaluations ?? []
        // After a resume some come a second time; only then they are not the latest.
        const isLatest = step > (known.at(-1)?.step ?? -1)
        if (!isLatest && known.some((one) => one.step === step)) continue
        series.addEvaluation(run, evaluation)
        lastEvaluations.set(run, evaluation)
      }
      set({ session: { ...session, lastEvaluations }, seriesVersion: seriesVersion + 1 })
    },

    testing: ({ testing }) => patch({ testing }),

    // Not asked for by the page's own experiment.
    trainingEvaluation: () => undefined,

    edited: ({ type: _, ...edit }) => {
      if (!isThere(edit.run)) return
      if (edit.step === 0 && !edit.scheduled) return editStart(context, edit)
      if (edit.scheduled) showValue(context, edit)
      const { appliedEdits } = get().session
      // Several edits of one value at one step are one edit with the last value.
      const first = appliedEdits.find((other) => isSameEdit(other, edit))
      patch({
        appliedEdits: [
          ...appliedEdits.filter((other) => other !== first),
          {
            ...edit,
            previous: first?.previous ?? edit.previous,
            scheduled: first?.scheduled ?? edit.scheduled,
          },
        ],
      })
    },

    diverged: ({ run, step, sentence }) => {
      if (!isThere(run)) return
      patch({ diverged: new Map(get().session.diverged).set(run, { step, sentence }) })
    },

    warning: ({ sentence }) => addNotice(context, 'warning', sentence),

    lossAlongGradient: ({ run, report }) =>
      patch({
        lossAlongGradient: isThere(run)
          ? { isAsked: false, runId: run, report }
          : NO_LOSS_ALONG_GRADIENT,
      }),

    predictions: ({ predictions }) => {
      const { examples } = get().session
      patch({
        examples: {
          ...examples,
          answers: { ...examples.answers, [predictions.kind]: predictions },
          asked: examples.asked.filter((kind) => kind !== predictions.kind),
        },
      })
    },

    inspection: ({ inspection }) => {
      const { examples } = get().session
      const inspections = withInspection(examples.inspections, inspection)
      patch({ examples: { ...examples, inspections } })
    },

    curvature: ({ run, report }) => {
      if (isThere(run)) patch({ curvature: new Map(get().session.curvature).set(run, report) })
    },

    fit: ({ report }) => {
      const { fit } = get().session
      if (isThere(report.run)) patch({ fit: new Map(fit).set(report.run, report) })
    },

    rateTest: ({ report }) => {
      if (isThere(report.run)) patch({ rateTest: report })
    },

    landscape: ({ report }) => {
      if (isThere(report.run)) patch({ landscape: report })
    },

    studyEnded: ({ study }) => {
      const studies = new Set(get().session.studies)
      studies.delete(study)
      patch({ studies })
    },

    firstLayer: ({ report }) => patch({ firstLayer: { isAsked: false, report } }),

    regions: ({ report, points }) =>
      patch({ regions: withReport(get().session.regions, report, points, isThere) }),

    snapshot: ({ snapshot }) => recovery.remember(snapshot),

    failed: ({ sentence, detail }) => {
      console.error(detail)
      recovery.answer(null)
      const { session } = get()
      set({ session: continued(session, { phase: 'failed', status: 'Stopped' }) })
      addNotice(context, 'error', sentence)
      // A worker that has lost what it was given has not begun to train.
      const wasUsable = ['ready', 'training', 'paused'].includes(session.phase)
      if (wasUsable && get().wantsTraining && recovery.mayResume()) resume(context)
      else set({ wantsTraining: false })
    },
  }

  return (event) => (handlers[event.type] as (event: SessionEvent) => void)(event)
}

/** A change at step 0 is a change of what the session began with. */
function editStart(context: StoreContext, { run, key, value }: AppliedEdit): void {
  const { experiment, session } = context.get()
  const trained = session.experiment
  context.set({ experiment: withHyper(experiment, indexOfRun(context.get(), run), key, value) })
  setSession(context, {
    experiment: trained && withHyper(trained, session.runIds.indexOf(run), key, value),
  })
}

/** An edit of the link moves the controls. */
function showValue({ get, set }: StoreContext, { run, key, value }: AppliedEdit): void {
  const { runs } = get()
  const { current } = runs.find(({ id }) => id === run)!
  set({ runs: withRunState(runs, run, { current: { ...current, [key]: value } }) })
}

/** One that was asked for beside the evaluations may come after a later one. */
function withInspection(
  inspections: ReadonlyMap<RunId, Inspection>,
  inspection: Inspection,
): ReadonlyMap<RunId, Inspection> {
  const known = inspections.get(inspection.run)
  if (known && known.step > inspection.step) return inspections
  return new Map(inspections).set(inspection.run, inspection)
}

/** After a resume some steps come again; what is on the charts stays. */
function withoutKnownSteps(block: MetricBlock, endStep: number): MetricBlock {
  const known = Math.min(Math.max(endStep - block.firstStep, 0), block.seconds.length)
  if (known === 0) return block
  return {
    ...block,
    firstStep: block.firstStep + known,
    values: rowsBetween(block, known),
    seconds: block.seconds.subarray(known),
  }
}

function pausedStatus(reason: PauseReason, state: PlaygroundState): string {
  const { steps } = trainedSettings(state)
  const seeds = seedCount(state)
  switch (reason) {
    case 'limit':
      if (hasNextSeed(state)) return `Paused at the end${seedSuffix(state)}`
      return (
        `Done: ${steps ?? ''} ${steps === 1 ? 'step' : 'steps'}` +
        (seeds > 1 ? ` with each of ${seeds} seeds` : '')
      )
    case 'all-diverged':
      return `Stopped: every run has diverged${seedSuffix(state)}`
    case 'asked':
    case 'steps':
      return `Paused${seedSuffix(state)}`
  }
}
