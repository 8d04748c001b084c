/** Pure changes to the list of runs: the experiment's part and the page's part together. */
import { checkEdit } from '../../experiment/edits'
import type { Edit, Experiment, RunConfig } from '../../experiment/experiment'
import type { OptionValue } from '../../spec/hyperparameter'
import { asRunId, type RunId } from '../../spec/runId'
import type { PlaygroundState, RunState, Settings } from '../types'
import { byIndex, isSameEdit, type RunEdit } from './runEdits'

type Lists = Pick<PlaygroundState, 'experiment' | 'runs'>
type WithEdits = Lists & Pick<PlaygroundState, 'scheduledEdits' | 'session'>

let nextId = 0

/** A run that has not trained yet. */
export function newRun(config: RunConfig): RunState {
  return { id: asRunId(nextId++), hidden: false, current: config.hyper }
}

export const indexOfRun = ({ runs }: Pick<PlaygroundState, 'runs'>, id: RunId): number =>
  runs.findIndex((run) => run.id === id)

/** Adds a run, at the end unless a place is given. */
export function withRun(
  { experiment, runs }: Lists,
  config: RunConfig,
  run: RunState = newRun(config),
  at = runs.length,
): Lists {
  return {
    experiment: { ...experiment, runs: experiment.runs.toSpliced(at, 0, config) },
    runs: runs.toSpliced(at, 0, run),
  }
}

export function withoutRun({ experiment, runs }: Lists, id: RunId): Lists {
  const at = indexOfRun({ runs }, id)
  return {
    experiment: { ...experiment, runs: experiment.runs.toSpliced(at, 1) },
    runs: runs.toSpliced(at, 1),
  }
}

/** Moves a run to another place. */
export function withMovedRun(lists: Lists, id: RunId, to: number): Lists {
  const at = indexOfRun(lists, id)
  return withRun(withoutRun(lists, id), lists.experiment.runs[at]!, lists.runs[at]!, to)
}

export function withConfig(experiment: Settings, run: number, config: RunConfig): Settings {
  return { ...experiment, runs: experiment.runs.map((old, i) => (i === run ? config : old)) }
}

/** Changes the start value of a hyperparameter. */
export function withHyper<E extends Settings>(
  experiment: E,
  run: number,
  key: string,
  value: OptionValue,
): E {
  const runs = experiment.runs.map((config, i) =>
    i === run ? { ...config, hyper: { ...config.hyper, [key]: value } } : config,
  )
  return { ...experiment, runs }
}

/** Another rule for a run, with the values that it starts with. */
export function withRule(
  lists: Lists,
  id: RunId,
  { optimizer, hyper }: Pick<RunConfig, 'optimizer' | 'hyper'>,
): Lists {
  const run = indexOfRun(lists, id)
  const config = { ...lists.experiment.runs[run]!, optimizer, hyper }
  return {
    experiment: withConfig(lists.experiment, run, config),
    runs: withRunState(lists.runs, id, { current: hyper }),
  }
}

export function withRunState(
  runs: readonly RunState[],
  id: RunId,
  patch: Partial<Omit<RunState, 'id'>>,
): RunState[] {
  return runs.map((run) => (run.id === id ? { ...run, ...patch } : run))
}

/** The optimizers that the numbers on the page belong to: a changed rule waits for a reset. */
export function configsInForce({
  experiment,
  runs,
  session,
}: Pick<PlaygroundState, 'experiment' | 'runs' | 'session'>): RunConfig[] {
  return experiment.runs.map((config, i) => {
    const trained = session.experiment?.runs[session.runIds.indexOf(runs[i]!.id)]
    return trained ? { ...config, optimizer: trained.optimizer } : config
  })
}

/** Whether another rule of a run waits for a reset. */
export function isRuleChanged(
  state: Pick<PlaygroundState, 'experiment' | 'runs' | 'session'>,
  id: RunId,
): boolean {
  const run = indexOfRun(state, id)
  return configsInForce(state)[run]?.optimizer !== state.experiment.runs[run]?.optimizer
}

/** Without the edits of options that a changed rule does not have. */
function withoutUnfit(
  state: Pick<PlaygroundState, 'experiment' | 'runs' | 'session'>,
  edits: readonly RunEdit[],
): readonly RunEdit[] {
  const changed = state.runs.filter(({ id }) => isRuleChanged(state, id)).map(({ id }) => id)
  if (changed.length === 0) return edits
  return edits.filter(({ run, ...edit }) => {
    const config = state.experiment.runs[indexOfRun(state, run)]
    return !changed.includes(run) || (config && !checkEdit([config], { ...edit, run: 0 }))
  })
}

/** Edits made by hand in this session. */
const editsByHand = ({ session }: Pick<PlaygroundState, 'session'>) =>
  session.appliedEdits.filter(({ scheduled }) => !scheduled)

/** What came with the link and what was done by hand; of the same edit, what was done by hand. */
function allEdits(state: Pick<PlaygroundState, 'scheduledEdits' | 'session'>): RunEdit[] {
  const byHand = editsByHand(state)
  const rest = state.scheduledEdits.filter((edit) => !byHand.some((one) => isSameEdit(one, edit)))
  return [
    ...rest,
    ...byHand.map(({ step, run, key, value }): RunEdit => ({ step, run, key, value })),
  ]
}

/**
 * Edits stand behind the runs, as in an experiment that a link gives: sweeps that browsers have kept
 * are found by the text of theirs.
 */
function withEdits(settings: Settings, edits: readonly Edit[]): Experiment {
  const entries = Object.entries({ ...settings, edits }).filter(([key]) => key !== 'edits')
  entries.splice(entries.findIndex(([key]) => key === 'runs') + 1, 0, ['edits', edits])
  return Object.fromEntries(entries) as unknown as Experiment
}

/** By the settings: what else the experiment was made of, and the experiment. */
const shown = new WeakMap<Settings, readonly [readonly unknown[], Experiment]>()

/**
 * The whole experiment as it stands in the controls, with all edits so far: what the link says.
 * The same object as long as nothing of it changes.
 */
export function shownExperiment(state: WithEdits): Experiment {
  const { experiment, runs, scheduledEdits, session } = state
  const ids = runs.map(({ id }) => id)
  const parts = [ids.join(), scheduledEdits, session.appliedEdits, session.experiment]
  const [known, made] = shown.get(experiment) ?? []
  if (made && parts.every((part, i) => part === known![i])) return made
  const whole = withEdits(experiment, byIndex(withoutUnfit(state, allEdits(state)), ids))
  shown.set(experiment, [parts, whole])
  return whole
}

/**
 * The experiment to start from step 0: edits made by hand become start values, edits that came
 * with the link stay edits.
 */
export function restarted(state: WithEdits): Experiment {
  const { experiment, runs, scheduledEdits } = state
  const byHand = editsByHand(state)
  const restartedRuns = experiment.runs.map((config, i) => {
    const { id, current } = runs[i]!
    const changed = byHand
      .filter(({ run, key }) => run === id && Object.hasOwn(config.hyper, key))
      .map(({ key }) => [key, current[key]!])
    return { ...config, hyper: { ...config.hyper, ...Object.fromEntries(changed) } }
  })
  const rest = scheduledEdits.filter((edit) => !byHand.some((one) => isSameEdit(one, edit)))
  const ids = runs.map(({ id }) => id)
  return withEdits({ ...experiment, runs: restartedRuns }, byIndex(withoutUnfit(state, rest), ids))
}

/** The runs that the session has, in the order of the page's list. */
export const trainedRuns = ({
  runs,
  session,
}: Pick<PlaygroundState, 'runs' | 'session'>): RunState[] =>
  runs.filter(({ id }) => session.runIds.includes(id))

/** What is trained, or would be where nothing has been loaded yet. */
export const trainedSettings = ({
  experiment,
  session,
}: Pick<PlaygroundState, 'experiment' | 'session'>): Settings => session.experiment ?? experiment

/** By the settings in the controls: what else a trained experiment was made of, and it. */
const trainedOnes = new WeakMap<Settings, readonly [readonly unknown[], Experiment]>()

/**
 * The experiment that the recorded numbers belong to, without runs that were removed; title, view
 * and names are those of the page now. The same object as long as nothing of it changes.
 */
export function trainedExperiment(state: WithEdits): Experiment {
  const { experiment, runs, session, scheduledEdits } = state
  const trained = session.experiment
  if (!trained) return shownExperiment(state)
  const ids = trainedRuns(state).map(({ id }) => id)
  const order = runs.map(({ id }) => id).join()
  const parts = [trained, session.runIds, order, scheduledEdits, session.appliedEdits]
  const [known, made] = trainedOnes.get(experiment) ?? []
  if (made && parts.every((part, i) => part === known![i])) return made
  const { name, view, embed, unknown } = experiment
  const whole = {
    ...{ ...trained, name, view, embed, unknown },
    runs: ids.map((id) => {
      const { name: _, ...config } = trained.runs[session.runIds.indexOf(id)]!
      const { name } = experiment.runs[indexOfRun({ runs }, id)]!
      return name === undefined ? config : { ...config, name }
    }),
    edits: byIndex(allEdits(state), ids),
  }
  trainedOnes.set(experiment, [parts, whole])
  return whole
}
