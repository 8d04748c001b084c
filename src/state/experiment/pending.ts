/**
 * Changes in the controls that wait for a reset, and what the page describes until then: what was
 * trained. Pure.
 */
import { datasetSpec } from '../../data/specs'
import { experimentDiff, type Difference } from '../../experiment/diff'
import type { Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { modelSpec } from '../../models/specs'
import type { OptionValue } from '../../spec/hyperparameter'
import type { PlaygroundState, RunState, Settings } from '../types'
import { isRuleChanged, shownExperiment, trainedExperiment, trainedRuns } from './runList'

type Page = Pick<
  PlaygroundState,
  'experiment' | 'runs' | 'scheduledEdits' | 'session' | 'needsReset'
>

/** Numbers are on the page that the controls do not describe. */
const isAhead = (state: Page) => state.needsReset && trainedRuns(state).length > 0

/**
 * What link, tables and files describe: what was trained while changes wait for a reset, otherwise
 * what the controls show.
 */
export const describedExperiment = (state: Page): Experiment =>
  isAhead(state) ? trainedExperiment(state) : shownExperiment(state)

/** The same without its edits. */
export const describedSettings = (state: Page): Settings =>
  (isAhead(state) && state.session.experiment) || state.experiment

type Compared = readonly [trained: Experiment, wanted: Experiment]

let last: { readonly compared: Compared; readonly differences: Difference[] } | undefined

/** Runs that were given another rule go by what they are called now, so that they are recognised. */
function withNewNames(
  state: Pick<Page, 'experiment' | 'runs' | 'session'>,
  trained: Experiment,
): Experiment {
  const ids = trainedRuns(state).map(({ id }) => id)
  if (!ids.some((id) => isRuleChanged(state, id))) return trained
  const labels = runLabels(state.experiment.runs)
  const runs = trained.runs.map((config, i) => {
    const name = labels[state.runs.findIndex(({ id }) => id === ids[i])]!
    return isRuleChanged(state, ids[i]!) ? { ...config, name } : config
  })
  return { ...trained, runs }
}

/** What the controls have changed since the numbers began. */
export function pendingDifferences(state: Omit<Page, 'needsReset'>): Difference[] {
  if (!state.session.experiment) return []
  const compared: Compared = [trainedExperiment(state), shownExperiment(state)]
  if (last?.compared.every((one, i) => one === compared[i])) return last.differences
  // Edits act at once; their words change where runs are numbered in another way.
  const [trained, wanted] = compared
  const differences = experimentDiff(withNewNames(state, trained), wanted).filter(
    ({ subject }) => subject !== 'edits',
  )
  last = { compared, differences }
  return differences
}

/** Values of a run in training without the changes that wait for a reset. */
export function valuesInForce(
  { experiment, runs, session }: Pick<Page, 'experiment' | 'runs' | 'session'>,
  run: RunState,
): Readonly<Record<string, OptionValue>> {
  const trained = session.experiment?.runs[session.runIds.indexOf(run.id)]
  const wanted = experiment.runs[runs.indexOf(run)]
  if (!trained || !wanted) return run.current
  const waiting = Object.keys(trained.hyper).filter(
    (key) => trained.hyper[key] !== wanted.hyper[key],
  )
  const inForce = waiting.map((key) => {
    const last = session.appliedEdits.findLast((edit) => edit.run === run.id && edit.key === key)
    return [key, last ? last.value : trained.hyper[key]!] as const
  })
  const values = { ...run.current, ...Object.fromEntries(inForce) }
  // A rule that waits may have other options.
  const keys = Object.keys(trained.hyper)
  return Object.fromEntries(keys.map((key) => [key, values[key]!]))
}

/** The runs of what is described, with the values in force. */
export const describedRuns = (state: Page): readonly RunState[] =>
  isAhead(state)
    ? trainedRuns(state).map((run) => ({ ...run, current: valuesInForce(state, run) }))
    : state.runs

/** Controls as they describe what was trained; title, view and names stay as they are. */
export function withoutPending(
  state: Page,
): Pick<Page, 'experiment' | 'runs' | 'scheduledEdits' | 'needsReset'> {
  const { edits: _, ...experiment } = trainedExperiment(state)
  const kept = trainedRuns(state)
  return {
    experiment,
    runs: kept.map((run) => ({ ...run, current: valuesInForce(state, run) })),
    scheduledEdits: state.scheduledEdits.filter(({ run }) => kept.some(({ id }) => id === run)),
    needsReset: false,
  }
}

export interface PendingWords {
  /** "CIFAR-10, CNN", "batch 50". */
  readonly wanted: string
  /** "MNIST, MLP", "with batch 100", "without Adam": after the words "Keep training". */
  readonly trained: string
  /** "batch 100 → 50, noise 0 → 0.1". */
  readonly list: string
}

/** More would not fit on a button. */
const NAMED = 2

const ABSENT = 'absent'

/** Options go by their own names: "width" of the model, not "model width". */
const shortSubject = (subject: string) => subject.replace(/^(data|model) /, '')

function inShort(words: readonly string[]): string {
  const rest = words.length - NAMED
  const named = words.slice(0, NAMED).join(', ')
  return rest > 0 ? `${named} and ${rest} more` : named
}

const nameOf = ({ data, model }: Settings) =>
  `${datasetSpec(data.id).label}, ${modelSpec(model.id).label}`

function listed({ subject, before, after, isRule }: Difference): string {
  if (isRule) return `rule of ${subject} changed`
  if (before === ABSENT) return `${subject} added`
  if (subject === 'data') return `data ${datasetSpec(before).label} → ${datasetSpec(after).label}`
  if (subject === 'model') return `model ${modelSpec(before).label} → ${modelSpec(after).label}`
  return `${shortSubject(subject)} ${before} → ${after}`
}

/** Null where nothing is pending. */
export function pendingWords(state: Page): PendingWords | null {
  if (!state.needsReset || !state.session.experiment) return null
  const differences = pendingDifferences(state)
  const list = differences.map(listed).join(', ') || 'the list of runs'
  if (differences.some(({ subject }) => subject === 'data' || subject === 'model'))
    return { wanted: nameOf(state.experiment), trained: nameOf(state.session.experiment), list }
  const changed = differences.filter(({ before }) => before !== ABSENT)
  const added = differences.filter(({ before }) => before === ABSENT)
  const words = (side: 'before' | 'after') =>
    changed.map(({ subject, isRule, [side]: value }) =>
      isRule
        ? `the ${side === 'before' ? 'old' : 'new'} rule of ${subject}`
        : `${shortSubject(subject)} ${value}`,
    )
  const names = added.map(({ subject }) => subject)
  return {
    wanted: inShort([...words('after'), ...names]) || 'these runs',
    trained:
      changed.length > 0
        ? `with ${inShort(words('before'))}`
        : names.length > 0
          ? `without ${inShort(names)}`
          : 'as before',
    list,
  }
}

/** Subjects of the changes that wait, one a line: "batch", "model width", "SGD lr". */
export const pendingSubjects = (state: Page): string =>
  state.needsReset
    ? pendingDifferences(state)
        .map(({ subject }) => subject)
        .join('\n')
    : ''
