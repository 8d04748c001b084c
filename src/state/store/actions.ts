import { hyperparametersOf } from '../../spec/optimizer'
import { defaultValues, type OptionValue } from '../../spec/hyperparameter'
import { decodeLink } from '../../experiment/link'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import { addNotice, type StoreContext } from './context'
import { EditPace } from '../session/editPace'
import { withCurrentRuns } from '../experiment/previousRuns'
import { initialState } from './initialState'
import { loadNow, loadSoon } from '../session/loading'
import { runLabels } from '../../experiment/labels'
import type { PlaygroundActions, PlaygroundState } from '../types'
import { resume } from '../session/resume'
import { hasNumbers, seedCount } from '../seeds/seeds'
import {
  withConfig,
  withHyper,
  withMovedRun,
  withoutRun,
  withRun,
  withStatus,
} from '../experiment/runList'
import { offerUndo, rememberPage, rememberRun, withdrawUndo } from '../session/undo'

const needsLastStep = (seeds: number) =>
  `To go through ${seeds} seeds, training has to end for each of them: set steps, or take the ` +
  'number that the page offers.'

/** A session exists that takes commands. */
const isLive = ({ phase }: PlaygroundState) =>
  phase === 'ready' || phase === 'training' || phase === 'paused'

export function createActions(context: StoreContext): PlaygroundActions {
  const { get, set, client } = context
  const edits = new EditPace()
  const addConfig = (config: PlaygroundState['experiment']['runs'][number]) => {
    if (get().experiment.runs.length >= MAX_RUNS)
      return addNotice(context, 'info', `An experiment has at most ${MAX_RUNS} runs.`)
    set(withRun(get(), config))
    loadSoon(context)
  }

  /** Leaves the present numbers to the previous runs; the result brings everything back. */
  const leave = (): (() => void) => {
    edits.flush()
    const undo = rememberPage(context)
    set({ wantsTraining: false, previousRuns: withCurrentRuns(get(), context.series) })
    return undo
  }

  /** A value that is already shown is given to the session, or else waits for the next one. */
  const act = (id: number, key: string, value: OptionValue) => {
    const { runs, experiment } = get()
    const run = runs.findIndex((status) => status.id === id)
    const status = runs[run]
    if (!status) return
    // All seeds train alike: with several, a change waits for the next reset.
    const isBetweenSeeds = seedCount(get()) > 1 && hasNumbers(get())
    if (isLive(get()) && status.workerRun !== null && !status.diverged && !isBetweenSeeds)
      return client.send({ type: 'edit', run: status.workerRun, key, value })
    set({ experiment: withHyper(experiment, run, key, value) })
    loadSoon(context)
  }

  return {
    start: () => loadNow(context),

    train: () => {
      if (get().wantsTraining) return
      const { experiment, loaded } = get()
      const { steps, seeds } = (hasNumbers(get()) && loaded) || experiment
      if (seeds > 1 && steps === null) return addNotice(context, 'warning', needsLastStep(seeds))
      if (get().phase === 'waiting')
        return addNotice(context, 'info', 'Choose the files to train on first.')
      set({ wantsTraining: true })
      if (isLive(get())) client.send({ type: 'train' })
      else if (get().phase === 'failed') resume(context)
    },

    pause: () => {
      edits.flush()
      set({ wantsTraining: false })
      if (isLive(get())) client.send({ type: 'pause' })
    },

    stepOnce: (count = 1) => {
      const { step, wantsTraining } = get()
      if (!isLive(get()) || wantsTraining) return
      edits.flush()
      client.send({ type: 'train', steps: count + step - context.recovery.workerStep })
    },

    reset: () => {
      const hasRunsToKeep = hasNumbers(get())
      const undo = leave()
      loadNow(context)
      if (hasRunsToKeep)
        offerUndo(context, 'Back to step 0. The earlier runs are kept for comparison.', undo)
    },

    patchExperiment: (patch) => {
      set({ experiment: { ...get().experiment, ...patch } })
      loadSoon(context)
    },

    setHyper: (run, key, value) => {
      const { runs, phase } = get()
      const { id, current } = runs[run]!
      set({ runs: withStatus(runs, run, { current: { ...current, [key]: value } }) })
      if (phase === 'training') edits.call(`${id} ${key}`, () => act(id, key, value))
      else {
        edits.flush()
        act(id, key, value)
      }
    },

    addRun: (optimizer) =>
      addConfig({ optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) }),

    duplicateRun: (run) => {
      const { experiment, runs } = get()
      addConfig({ optimizer: experiment.runs[run]!.optimizer, hyper: runs[run]!.current })
    },

    removeRun: (run) => {
      if (get().runs.length === 1)
        return addNotice(context, 'info', 'An experiment needs at least one run.')
      edits.flush()
      const { workerRun, id } = get().runs[run]!
      const label = runLabels(get().experiment.runs)[run]!
      const undo = rememberRun(context, run)
      set({ ...withoutRun(get(), run), seriesVersion: get().seriesVersion + 1 })
      context.series.delete(id)
      if (workerRun !== null && isLive(get())) client.send({ type: 'remove', run: workerRun })
      if (!hasNumbers(get())) loadSoon(context)
      offerUndo(context, `${label} was removed.`, undo)
    },

    moveRun: (run, to) => {
      if (to < 0 || to >= get().runs.length || to === run) return
      set({ ...withMovedRun(get(), run, to), seriesVersion: get().seriesVersion + 1 })
    },

    renameRun: (run, name) => {
      const { experiment } = get()
      const { name: _, ...config } = experiment.runs[run]!
      const trimmed = name.trim().slice(0, 80)
      const renamed = trimmed === '' ? config : { ...config, name: trimmed }
      set({ experiment: withConfig(experiment, run, renamed) })
    },

    setHidden: (run, hidden) => set({ runs: withStatus(get().runs, run, { hidden }) }),

    setName: (name) => set({ experiment: { ...get().experiment, name: name.slice(0, 80) } }),

    setView: (key, value) => {
      const { [key]: _, ...view } = get().experiment.view
      set({
        experiment: {
          ...get().experiment,
          view: value === null ? view : { ...view, [key]: value },
        },
      })
    },

    openLink: (hash) => {
      const { experiment, isLink, notices } = decodeLink(hash)
      // Nothing is lost by an address that says nothing of an experiment, except an empty one.
      if (!isLink && !/^#?$/.test(hash)) {
        for (const text of notices) addNotice(context, 'warning', text)
        return
      }
      const undo = leave()
      const { previousRuns, step } = get()
      set({ ...initialState(experiment, notices), previousRuns })
      loadNow(context)
      const kept = step > 0 ? ' The earlier runs are kept for comparison.' : ''
      offerUndo(context, `Another experiment was opened.${kept}`, undo)
    },

    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),

    undo: () => {
      const offer = get().notices.find((notice) => notice.undo)
      withdrawUndo(context)
      offer?.undo?.()
    },

    setPace: (stepsPerSecond) => {
      const { pace: _, ...view } = get().experiment.view
      const withPace = stepsPerSecond === null ? view : { ...view, pace: String(stepsPerSecond) }
      set({ experiment: { ...get().experiment, view: withPace } })
      if (isLive(get())) client.send({ type: 'pace', stepsPerSecond })
    },

    lossAlongGradient: (run, stepSizes) => {
      const { workerRun, id } = get().runs[run]!
      const { isAsked, runId, report } = get().lossAlongGradient
      if (isAsked || workerRun === null || !isLive(get())) return
      set({ lossAlongGradient: { isAsked: true, runId: id, report: runId === id ? report : null } })
      client.send({ type: 'lossAlongGradient', run: workerRun, stepSizes })
    },

    requestRegions: () => {
      const { regions } = get()
      if (regions.isAsked || !isLive(get())) return
      set({ regions: { ...regions, isAsked: true } })
      client.send({ type: 'regions' })
    },

    removePreviousRun: (id) =>
      set({ previousRuns: get().previousRuns.filter((previousRun) => previousRun.id !== id) }),

    clearPreviousRuns: () => set({ previousRuns: [] }),
  }
}
