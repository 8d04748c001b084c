import { hyperparametersOf } from '../../spec/optimizer'
import { defaultValues, type OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'
import { decodeLink } from '../../experiment/link'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import { addNotice, setSession, type StoreContext } from './context'
import { EditPace } from '../session/editPace'
import { withCurrentRuns } from '../experiment/previousRuns'
import { initialState } from './initialState'
import { loadNow, loadSoon } from '../session/loading'
import { runLabels } from '../../experiment/labels'
import { isLive } from '../session/session'
import type { PlaygroundActions, PlaygroundState } from '../types'
import { resume } from '../session/resume'
import { hasNumbers, seedCount } from '../seeds/seeds'
import {
  indexOfRun,
  withConfig,
  withHyper,
  withMovedRun,
  withoutRun,
  withRun,
  withRunState,
} from '../experiment/runList'
import { offerUndo, rememberPage, rememberRun, withdrawUndo } from '../session/undo'

const needsLastStep = (seeds: number) =>
  `To go through ${seeds} seeds, training has to end for each of them: set steps, or take the ` +
  'number that the page offers.'

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
  const act = (id: RunId, key: string, value: OptionValue) => {
    const { session, experiment } = get()
    const run = indexOfRun(get(), id)
    if (run < 0) return
    const isTrained = session.runIds.includes(id) && !session.diverged.has(id)
    // All seeds train alike: with several, a change waits for the next reset.
    const isBetweenSeeds = seedCount(get()) > 1 && hasNumbers(get())
    if (isLive(session) && isTrained && !isBetweenSeeds)
      return client.send({ type: 'edit', run: id, key, value })
    set({ experiment: withHyper(experiment, run, key, value) })
    loadSoon(context)
  }

  return {
    start: () => loadNow(context),

    train: () => {
      if (get().wantsTraining) return
      const { experiment, session } = get()
      const { steps, seeds } = (hasNumbers(get()) && session.experiment) || experiment
      if (seeds > 1 && steps === null) return addNotice(context, 'warning', needsLastStep(seeds))
      if (session.phase === 'waiting')
        return addNotice(context, 'info', 'Choose the files to train on first.')
      set({ wantsTraining: true })
      if (isLive(get().session)) client.send({ type: 'train' })
      else if (session.phase === 'failed') resume(context)
    },

    pause: () => {
      edits.flush()
      set({ wantsTraining: false })
      if (isLive(get().session)) client.send({ type: 'pause' })
    },

    stepOnce: (count = 1) => {
      const { session, wantsTraining } = get()
      if (!isLive(session) || wantsTraining) return
      edits.flush()
      client.send({ type: 'train', steps: count + session.step - context.recovery.workerStep })
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

    setHyper: (id, key, value) => {
      const { runs, session } = get()
      const { current } = runs[indexOfRun(get(), id)]!
      set({ runs: withRunState(runs, id, { current: { ...current, [key]: value } }) })
      if (session.phase === 'training') edits.call(`${id} ${key}`, () => act(id, key, value))
      else {
        edits.flush()
        act(id, key, value)
      }
    },

    addRun: (optimizer) =>
      addConfig({ optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) }),

    duplicateRun: (id) => {
      const { experiment, runs } = get()
      const run = indexOfRun(get(), id)
      addConfig({ optimizer: experiment.runs[run]!.optimizer, hyper: runs[run]!.current })
    },

    removeRun: (id) => {
      if (get().runs.length === 1)
        return addNotice(context, 'info', 'An experiment needs at least one run.')
      edits.flush()
      const { experiment, session } = get()
      const label = runLabels(experiment.runs)[indexOfRun(get(), id)]!
      const undo = rememberRun(context, id)
      set({ ...withoutRun(get(), id), seriesVersion: get().seriesVersion + 1 })
      context.series.delete(id)
      if (session.runIds.includes(id) && isLive(session)) client.send({ type: 'remove', run: id })
      if (!hasNumbers(get())) loadSoon(context)
      offerUndo(context, `${label} was removed.`, undo)
    },

    moveRun: (id, to) => {
      if (to < 0 || to >= get().runs.length || to === indexOfRun(get(), id)) return
      set({ ...withMovedRun(get(), id, to), seriesVersion: get().seriesVersion + 1 })
    },

    renameRun: (id, name) => {
      const { experiment } = get()
      const run = indexOfRun(get(), id)
      const { name: _, ...config } = experiment.runs[run]!
      const trimmed = name.trim().slice(0, 80)
      const renamed = trimmed === '' ? config : { ...config, name: trimmed }
      set({ experiment: withConfig(experiment, run, renamed) })
    },

    setHidden: (id, hidden) => set({ runs: withRunState(get().runs, id, { hidden }) }),

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
      const { previousRuns, isInspecting, session } = get()
      set({ ...initialState(experiment, notices), previousRuns, isInspecting })
      loadNow(context)
      const kept = session.step > 0 ? ' The earlier runs are kept for comparison.' : ''
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
      if (isLive(get().session)) client.send({ type: 'pace', stepsPerSecond })
    },

    lossAlongGradient: (id, stepSizes) => {
      const { session } = get()
      const { isAsked, runId, report } = session.lossAlongGradient
      if (isAsked || !session.runIds.includes(id) || !isLive(session)) return
      const known = runId === id ? report : null
      setSession(context, { lossAlongGradient: { isAsked: true, runId: id, report: known } })
      client.send({ type: 'lossAlongGradient', run: id, stepSizes })
    },

    requestRegions: () => {
      const { session } = get()
      if (session.regions.isAsked || !isLive(session)) return
      setSession(context, { regions: { ...session.regions, isAsked: true } })
      client.send({ type: 'regions' })
    },

    removePreviousRun: (id) =>
      set({ previousRuns: get().previousRuns.filter((previousRun) => previousRun.id !== id) }),

    clearPreviousRuns: () => set({ previousRuns: [] }),
  }
}
