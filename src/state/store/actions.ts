import { hyperparametersOf } from '../../spec/optimizer'
import { defaultValues, type OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'
import { decodeLink } from '../../experiment/link'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import { addNotice, setSession, type StoreContext } from './context'
import { EditPace } from '../session/editPace'
import { withCurrentRuns } from '../experiment/previousRuns'
import { instrumentsOf } from '../instruments/instruments'
import { initialState } from './initialState'
import { loadNow, loadSoon, loadWhatWaits, notePending } from '../session/loading'
import { runLabels } from '../../experiment/labels'
import { isLive } from '../session/session'
import type { PlaygroundActions, PlaygroundState } from '../types'
import { resume } from '../session/resume'
import { hasNumbers, seedCount } from '../seeds/seeds'
import {
  indexOfRun,
  isRuleChanged,
  trainedRuns,
  withConfig,
  withHyper,
  withMovedRun,
  withoutRun,
  withRule,
  withRun,
  withRunState,
} from '../experiment/runList'
import { offerUndo, rememberPage, rememberRun, withdrawUndo } from '../session/undo'
import { hasComparable } from '../experiment/comparable'
import { pendingWords, withoutPending } from '../experiment/pending'
import { offerPreviousRuns } from '../session/previousRunOffer'

const needsLastStep = (seeds: number) =>
  `To go through ${seeds} seeds, training has to end for each of them: set steps, or take the ` +
  'number that the page offers.'

const KEPT = 'The earlier runs are kept for comparison.'
const NOT_COMPARABLE =
  'The earlier runs had other data, examples, noise or loss: they are not drawn beside the new ' +
  'ones, and stay under Saved.'

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
    const isTrained =
      session.runIds.includes(id) && !session.diverged.has(id) && !isRuleChanged(get(), id)
    // All seeds train alike: with several, a change waits for the next reset.
    const isBetweenSeeds = seedCount(get()) > 1 && hasNumbers(get())
    if (isLive(session) && isTrained && !isBetweenSeeds)
      return client.send({ type: 'edit', run: id, key, value })
    set({ experiment: withHyper(experiment, run, key, value) })
    loadSoon(context)
  }

  const takeBackChanges = () => {
    const before = get()
    if (!before.needsReset || trainedRuns(before).length === 0) return
    edits.flush()
    const list = pendingWords(before)?.list ?? ''
    const { experiment, runs, scheduledEdits, session } = before
    set(withoutPending(before))
    offerUndo(context, `Taken back: ${list}.`, () => {
      // Of another session they are not changes any more.
      if (get().session.experiment !== session.experiment) return
      set({ experiment, runs, scheduledEdits, needsReset: true })
    })
  }

  const reset = () => {
    const hasRunsToKeep = hasNumbers(get())
    const undo = leave()
    loadNow(context)
    if (!hasRunsToKeep) return
    const fate = hasComparable(get(), get().previousRuns) ? KEPT : NOT_COMPARABLE
    offerUndo(context, `Back to step 0. ${fate}`, undo)
  }

  const train = () => {
    if (get().wantsTraining) return
    loadWhatWaits(context)
    const { experiment, session } = get()
    const { steps, seeds } = (hasNumbers(get()) && session.experiment) || experiment
    if (seeds > 1 && steps === null) return addNotice(context, 'warning', needsLastStep(seeds))
    if (session.phase === 'waiting')
      return addNotice(context, 'info', 'Choose the files to train on first.')
    set({ wantsTraining: true })
    if (isLive(get().session)) client.send({ type: 'train' })
    else if (session.phase === 'failed') resume(context)
  }

  return {
    start: () => loadNow(context),

    train,

    pause: () => {
      edits.flush()
      set({ wantsTraining: false })
      if (isLive(get().session)) client.send({ type: 'pause' })
    },

    stepOnce: (count = 1) => {
      const { session, wantsTraining } = get()
      if (!isLive(session) || wantsTraining) return
      edits.flush()
      loadWhatWaits(context)
      if (isLive(get().session))
        client.send({ type: 'train', steps: count + session.step - context.recovery.workerStep })
      else context.recovery.stepsWhenReady = count
    },

    reset,

    restart: () => {
      reset()
      train()
    },

    takeBackChanges,

    keepTraining: () => {
      takeBackChanges()
      train()
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

    addRun: (optimizer, hyper = defaultValues(hyperparametersOf(optimizerSpec(optimizer)))) =>
      addConfig({ optimizer, hyper }),

    setRule: (id, optimizer, hyper) => {
      edits.flush()
      set(withRule(get(), id, { optimizer, hyper }))
      loadSoon(context)
    },

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
      if (hasNumbers(get())) notePending(context)
      else loadSoon(context)
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

    pinStep: (pinnedStep) => set({ session: { ...get().session, pinnedStep } }),

    setView: (key, value) => {
      const { [key]: _, ...view } = get().experiment.view
      set({
        experiment: {
          ...get().experiment,
          view: value === null ? view : { ...view, [key]: value },
        },
      })
      if (key === 'instruments' && isLive(get().session))
        client.send({ type: 'instruments', on: instrumentsOf(get().experiment) })
    },

    openLink: (hash) => {
      const { experiment, isLink, notices } = decodeLink(hash)
      // Nothing is lost by an address that says nothing of an experiment, except an empty one.
      if (!isLink && !/^#?$/.test(hash)) {
        for (const text of notices) addNotice(context, 'warning', text)
        return
      }
      const undo = leave()
      const { previousRuns, isInspecting } = get()
      set({ ...initialState(experiment, notices), isInspecting })
      loadNow(context)
      const fate = offerPreviousRuns(context, previousRuns)
      offerUndo(context, `Another experiment was opened.${fate}`, undo)
    },

    actOnNotice: (id) => {
      const notice = get().notices.find((one) => one.id === id)
      set({ notices: get().notices.filter((one) => one !== notice) })
      notice?.action?.run()
    },

    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),

    undo: () => {
      const offer = get().notices.find((notice) => notice.undo)
      if (!offer) return takeBackChanges()
      withdrawUndo(context)
      offer.undo?.()
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
