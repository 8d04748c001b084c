/** Runs of before a Reset, kept so that what comes next can be seen beside them. */
import { describeDifference, experimentDiff } from '../experiment/diff'
import type { Edit, Experiment, RunConfig } from '../experiment/experiment'
import { runLabels } from '../experiment/labels'
import type { PlaygroundState } from './playground'
import { recordedSeed } from './repeat/seeds'
import type { RunSeries, SeriesStore } from './series'

export const MAX_GHOSTS = 8

export interface Ghost {
  readonly id: number
  /** e.g. "ALI-G, take 1": the label it had, and which start of the page's it belongs to. */
  readonly label: string
  readonly series: RunSeries
  /** With the values of step 0. */
  readonly config: RunConfig
  /** What has changed since, e.g. "maxLr: 0.2 -> 1"; brought up to date when a run is loaded. */
  readonly note: string
  /** What the numbers belong to, with this run alone. */
  readonly experiment: Experiment
  /** Id of the run that it was; that run has gone on under new numbers if it still exists. */
  readonly runId: number
  /** The file or saved experiment that it came from; absent where it was trained on this page. */
  readonly source?: string
}

let nextGhost = 1
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

/** What has changed in words, e.g. "batch: 100 -> 50, maxLr: 0.2 -> 1". */
export function changesSince(
  ghost: Pick<Ghost, 'experiment' | 'runId'>,
  { experiment, runs }: Pick<PlaygroundState, 'experiment' | 'runs'>,
): string {
  const run = runs.findIndex(({ id }) => id === ghost.runId)
  if (run < 0) return 'removed since'
  const label = ghost.experiment.runs[0]!.name!
  const now = aloneIn(experiment, run, label)
  const words = experimentDiff(ghost.experiment, now).map((difference) =>
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

/** Two ghosts with the same key were trained in the same way. */
const keyOf = ({ experiment, runId }: Ghost) =>
  JSON.stringify([runId, { ...experiment, view: null, name: null, steps: null, embed: null }])

/**
 * The ghosts after the runs of now have become some, at most eight, the newest last. Of two that
 * were trained in the same way the longer one stays.
 */
export function withCurrentRuns(
  state: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs' | 'ghosts' | 'takes'>,
  store: SeriesStore,
): readonly Ghost[] {
  const kept = state.runs.filter(({ workerRun }) => workerRun !== null)
  const experiment = recordedSeed(state)
  const labels = runLabels(experiment.runs)
  const made = kept.flatMap((status, run): Ghost[] => {
    const series = store.get(status.id)
    if (!series || series.endStep === 0) return []
    const label = labels[run]!
    return [
      {
        id: nextGhost++,
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
  let ghosts = [...state.ghosts]
  for (const ghost of made) {
    const same = ghosts.find((other) => keyOf(other) === keyOf(ghost))
    if (same && same.series.endStep > ghost.series.endStep) continue
    ghosts = [...ghosts.filter((other) => other !== same), ghost]
  }
  return ghosts.slice(-MAX_GHOSTS)
}

/** Brings the notes up to date. */
export function withNotes(
  ghosts: readonly Ghost[],
  state: Pick<PlaygroundState, 'experiment' | 'runs'>,
): readonly Ghost[] {
  return ghosts.map((ghost) =>
    ghost.source === undefined ? { ...ghost, note: changesSince(ghost, state) } : ghost,
  )
}

export interface ForeignRun extends Pick<Ghost, 'label' | 'series'> {
  readonly source: string
  /** What the numbers belong to, and which run of it they are. */
  readonly experiment: Experiment
  readonly run: number
}

/** With numbers from elsewhere, in place of those of the same source. */
export function withForeignRuns(
  ghosts: readonly Ghost[],
  foreign: readonly ForeignRun[],
): readonly Ghost[] {
  const sources = new Set(foreign.map(({ source }) => source))
  const made = foreign.map(({ label, series, source, experiment, run }): Ghost => {
    const config = experiment.runs[run]!
    return {
      id: nextGhost++,
      label: `${label}, ${source}`,
      ...{ series, config, source },
      note: `from ${source}`,
      experiment: aloneIn(experiment, run, label),
      runId: -1,
    }
  })
  const others = ghosts.filter(({ source }) => source === undefined || !sources.has(source))
  return [...others, ...made].slice(-MAX_GHOSTS)
}
