/** Runs from before a Reset, kept so that what comes next can be seen beside them. */
import { describeDifference, experimentDiff } from '../../experiment/diff'
import type { Edit, Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import type { PlaygroundState } from '../types'
import { trainedRuns } from './runList'
import type { PreviousRun } from './previousRun'
import { trainedSeed } from '../seeds/seeds'
import type { SeriesStore } from '../series/series'

export const MAX_PREVIOUS_RUNS = 8

let nextPreviousRun = 1
let take = 0

/** One run of an experiment, with its own edits only. */
function aloneIn(experiment: Experiment, run: number, label: string): Experiment {
  const ofRun = (edit: Edit) => edit.run === run
  return {
    ...experiment,
    runs: [{ ...experiment.runs[run]!, name: label }],
    edits: experiment.edits.filter(ofRun).map((edit) => ({ ...edit, run: 0 })),
  }
}

/** The experiment as it stands in the controls, and its runs. */
export interface Shown {
  readonly experiment: Experiment
  readonly runs: PlaygroundState['runs']
}

/** What all runs share. */
const withoutRuns = (experiment: Experiment): Experiment => ({ ...experiment, runs: [], edits: [] })

/**
 * What has changed in words, e.g. "batch: 100 -> 50, maxLr: 0.2 -> 1". Of a run that the page has
 * not, what is different for all of them; empty where nothing is.
 */
export function changesSince(
  previousRun: Pick<PreviousRun, 'experiment' | 'runId' | 'source'>,
  { experiment, runs }: Shown,
): string {
  const run = runs.findIndex(({ id }) => id === previousRun.runId)
  if (run < 0) {
    const others = experimentDiff(withoutRuns(previousRun.experiment), withoutRuns(experiment))
    const gone = previousRun.source === undefined ? ['removed from the list'] : []
    return [...gone, ...others.map(describeDifference)].join(', ')
  }
  const label = previousRun.experiment.runs[0]!.name!
  const now = aloneIn(experiment, run, label)
  const words = experimentDiff(previousRun.experiment, now).map((difference) =>
    describeDifference({
      ...difference,
      subject: difference.subject.replace(`${label} `, ''),
      before: withoutLabel(difference.before, label),
      after: withoutLabel(difference.after, label),
    }),
  )
  return words.length === 0 ? 'nothing changed' : words.join(', ')
}

const withoutLabel = (text: string, label: string) => text.replaceAll(`${label} `, '')

/** Two previous runs with the same key were trained in the same way. */
const keyOf = ({ experiment, runId }: PreviousRun) =>
  JSON.stringify([runId, { ...experiment, view: null, name: null, steps: null, embed: null }])

/**
 * The previous runs after the current runs have become some, at most eight, the newest last. Of two that
 * were trained in the same way the longer one stays.
 */
export function withCurrentRuns(
  state: Pick<
    PlaygroundState,
    'experiment' | 'runs' | 'scheduledEdits' | 'session' | 'previousRuns'
  >,
  store: SeriesStore,
): readonly PreviousRun[] {
  const kept = trainedRuns(state)
  const experiment = trainedSeed(state)
  const labels = runLabels(experiment.runs)
  const made = kept.flatMap((status, run): PreviousRun[] => {
    const series = store.get(status.id)
    if (!series || series.endStep === 0) return []
    const label = labels[run]!
    return [
      {
        id: nextPreviousRun++,
        label: `${label}, take ${take + 1}`,
        series,
        config: experiment.runs[run]!,
        note: '',
        experiment: aloneIn(experiment, run, label),
        runId: status.id,
      },
    ]
  })
  if (made.length > 0) take++
  let previousRuns = [...state.previousRuns]
  for (const previousRun of made) {
    const same = previousRuns.find((other) => keyOf(other) === keyOf(previousRun))
    if (same && same.series.endStep > previousRun.series.endStep) continue
    previousRuns = [...previousRuns.filter((other) => other !== same), previousRun]
  }
  return previousRuns.slice(-MAX_PREVIOUS_RUNS)
}

/** Brings the notes up to date. */
export function withNotes(
  previousRuns: readonly PreviousRun[],
  state: Shown,
): readonly PreviousRun[] {
  return previousRuns.map((previousRun) =>
    previousRun.source === undefined
      ? { ...previousRun, note: changesSince(previousRun, state) }
      : previousRun,
  )
}

export interface ForeignRun extends Pick<PreviousRun, 'label' | 'series'> {
  readonly source: string
  /** What the numbers belong to, and which run of it they are. */
  readonly experiment: Experiment
  readonly run: number
}

/** With numbers from elsewhere, in place of those of the same source. */
export function withForeignRuns(
  previousRuns: readonly PreviousRun[],
  foreign: readonly ForeignRun[],
): readonly PreviousRun[] {
  const sources = new Set(foreign.map(({ source }) => source))
  const made = foreign.map(({ label, series, source, experiment, run }): PreviousRun => {
    const config = experiment.runs[run]!
    return {
      id: nextPreviousRun++,
      label: `${label}, ${source}`,
      ...{ series, config, source },
      note: `from ${source}`,
      experiment: aloneIn(experiment, run, label),
      runId: null,
    }
  })
  const others = previousRuns.filter(({ source }) => source === undefined || !sources.has(source))
  return [...others, ...made].slice(-MAX_PREVIOUS_RUNS)
}
