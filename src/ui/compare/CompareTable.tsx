import { useMemo } from 'react'
import { formatCount, formatShare, formatValue as formatFigure } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import type { RunId } from '../../spec/runId'
import type { RunConfig } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { formatValue } from '../../experiment/optionText'
import {
  summarise,
  summariseSeeds,
  tellingValues,
  type RunSummary,
  type SeedSummary,
} from '../../state/series/runSummary'
import type { PreviousRun } from '../../state/experiment/previousRun'
import { conditionsOf, isComparable } from '../../state/experiment/comparable'
import { describedExperiment, describedRuns, valuesInForce } from '../../state/experiment/pending'
import { changedValues } from '../../state/experiment/runHistory'
import { configsInForce, trainedSettings } from '../../state/experiment/runList'
import { changesSince, type Shown } from '../../state/experiment/previousRuns'
import type { FinishedSeed } from '../../state/session/session'
import type { PlaygroundState } from '../../state/types'
import { allFinishedSeeds } from '../../state/seeds/seeds'
import { seriesStore, usePlayground } from '../../state/store/store'
import { runStyle, type RunStyle } from '../chartPanels/runStyle'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { Icon } from '../icons'
import { bestRows } from './bestRows'
import { usePreviousRuns } from './usePreviousRuns'

interface Column {
  readonly key: keyof RunSummary
  readonly title: string
  readonly show: (value: number) => string
  /** Which end is the good one; absent where neither is. */
  readonly best?: 'low' | 'high'
}

const seconds = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0))

const columns = (target: number): readonly Column[] => [
  { key: 'bestLoss', title: 'best loss', show: formatFigure, best: 'low' },
  { key: 'lastLoss', title: 'last loss', show: formatFigure, best: 'low' },
  { key: 'accuracy', title: 'test accuracy', show: formatShare, best: 'high' },
  { key: 'stepsToTarget', title: `steps to ${target}\u00a0%`, show: formatCount, best: 'low' },
  { key: 'secondsToTarget', title: `seconds to ${target}\u00a0%`, show: seconds, best: 'low' },
  { key: 'clipped', title: 'clipped', show: formatShare },
  { key: 'stepsPerSecond', title: 'steps/s', show: seconds },
]

/** Short enough for its column. */
function spreadText(key: keyof RunSummary, low: number, high: number): string {
  if (key === 'accuracy' || key === 'clipped')
    return `${(100 * low).toFixed(1)}\u2013${formatShare(high)}`
  const short = (value: number) => {
    const digits = Number(value.toPrecision(3))
    return digits < 1e-3 && digits > 0 ? digits.toExponential(1) : formatCount(digits)
  }
  return `${short(low)}\u2013${short(high)}`
}

interface Row {
  readonly key: string
  readonly label: string
  readonly style: RunStyle | null
  readonly settings: string
  readonly summary: RunSummary
  /** Of several seeds; the summary then holds their medians. */
  readonly spread?: SeedSummary
  readonly previousRun: PreviousRun | null
  /** Measured against the same task as the runs of the page. */
  readonly isComparable: boolean
}

/** A run over the seeds that have been trained to their end. */
function ofSeeds(
  finishedSeeds: readonly FinishedSeed[],
  id: RunId,
  config: RunConfig,
  target: number,
) {
  const all = finishedSeeds.flatMap(({ series }) => series.get(id) ?? [])
  if (all.length === 0) return null
  const spread = summariseSeeds(all.map((series) => summarise(series, config, target)))
  const failed = finishedSeeds.filter(({ diverged }) => diverged.has(id)).length
  const words = failed > 0 ? `; diverged with ${failed} of ${finishedSeeds.length} seeds` : ''
  return { spread, summary: spread.median, words }
}

type Telling = ReturnType<typeof tellingValues>[number]

const asText = (values: Telling) =>
  values.map(({ key, value }) => `${key} ${formatValue(value)}`).join(', ')

/** The same of a run that was edited while it trained: each value with what became of it. */
function withHistory(
  values: Telling,
  { experiment, runIds, appliedEdits }: PlaygroundState['session'],
  id: RunId,
): string {
  const start = experiment?.runs[runIds.indexOf(id)]?.hyper ?? {}
  const edits = appliedEdits.filter(({ run }) => run === id)
  const changed = new Set(edits.filter(({ step }) => step > 0).map(({ key }) => key))
  const rest = asText(values.filter(({ key }) => !changed.has(key)))
  return [changedValues(start, edits), rest].filter(Boolean).join('; ')
}

/** What is different now from an earlier run; of one from a file also where it is from. */
function differencesOf(previousRun: PreviousRun, shown: Shown): string {
  const changes = changesSince(previousRun, shown).replaceAll('->', '→')
  if (previousRun.source === undefined) return changes === '' ? '' : `; since then: ${changes}`
  return `; ${previousRun.note}${changes === '' ? '' : `; here: ${changes}`}`
}

function rowsOf(
  state: Pick<PlaygroundState, 'experiment' | 'runs' | 'scheduledEdits' | 'session' | 'needsReset'>,
  previousRuns: readonly PreviousRun[],
  target: number,
): Row[] {
  const { experiment, runs, session } = state
  const shown = { experiment: describedExperiment(state), runs: describedRuns(state) }
  const finishedSeeds = allFinishedSeeds(state, seriesStore)
  const labels = runLabels(experiment.runs)
  const configs = configsInForce(state).map((config, i) => ({
    ...config,
    hyper: valuesInForce(state, runs[i]!),
  }))
  const telling = tellingValues(configs)
  const now = runs.map(({ id }, i): Row => {
    const diverged = session.diverged.get(id)
    const values = withHistory(telling[i]!, session, id)
    const row = {
      ...{ key: `run ${id}`, label: labels[i]!, style: runStyle(id) },
      ...{ previousRun: null, isComparable: true },
    }
    const repeated = ofSeeds(finishedSeeds, id, configs[i]!, target / 100)
    if (repeated) {
      const { spread, summary, words } = repeated
      return { ...row, spread, summary, settings: values + words }
    }
    return {
      ...row,
      settings: diverged ? `${values}; diverged at step ${formatCount(diverged.step)}` : values,
      summary: summarise(seriesStore.get(id), configs[i]!, target / 100),
    }
  })
  const before = previousRuns.map((previousRun): Row => ({
    key: `previous run ${previousRun.id}`,
    label: previousRun.label,
    style: null,
    settings: asText(tellingValues([previousRun.config])[0]!) + differencesOf(previousRun, shown),
    summary: summarise(previousRun.series, previousRun.config, target / 100),
    previousRun,
    isComparable: isComparable(previousRun.experiment, trainedSettings(state)),
  }))
  return [...now, ...before]
}

/** One row per run; the best of a column stands out. Earlier runs follow, with what changed. */
export function CompareTable({ target }: { readonly target: number }) {
  const version = useDrawnVersion()
  const experiment = usePlayground((state) => state.experiment)
  const runs = usePlayground((state) => state.runs)
  const previousRuns = usePreviousRuns()
  const needsReset = usePlayground((state) => state.needsReset)
  const conditions = usePlayground((state) => conditionsOf(trainedSettings(state)))
  const finishedSeeds = usePlayground((state) => state.session.finishedSeeds)
  const seedDone = usePlayground((state) => state.session.seedDone)
  const diverged = usePlayground((state) => state.session.diverged)
  const rows = useMemo(
    () => rowsOf(usePlayground.getState(), previousRuns, target),
    // The series grow outside of the store; their version says so. Of the session counts what is
    // listed here: the rest changes far too often.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [
      experiment,
      runs,
      needsReset,
      conditions,
      previousRuns,
      finishedSeeds,
      seedDone,
      diverged,
      target,
      version,
    ],
  )
  const heads = columns(target)
  return (
    <div className="compare__scroll" role="group" aria-label="Table of all runs" tabIndex={0}>
      <table className="table" aria-label="Compare runs">
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">hyperparameters that differ</th>
            {heads.map(({ key, title }) => (
              <th key={key} scope="col" className="table__number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.key} className={row.previousRun ? 'table__ghost' : ''}>
              <th scope="row">
                <span className="table__run">
                  {row.style ? (
                    <Swatch {...row.style} />
                  ) : (
                    <RemovePreviousRun previousRun={row.previousRun!} />
                  )}
                  <span>{row.label}</span>
                </span>
              </th>
              <td className="table__settings">{row.settings}</td>
              {heads.map(({ key, show, best }) => {
                const value = row.summary[key]
                const isBest =
                  best &&
                  bestRows(
                    rows.map((one) => (one.isComparable ? one.summary[key] : null)),
                    best,
                  ).includes(i)
                return (
                  <td key={key} className={`table__number ${isBest ? 'table__best' : ''}`}>
                    {value === null ? '–' : show(value)}
                    {row.spread && value !== null && (
                      <small className="table__spread">
                        {spreadText(key, row.spread.low[key]!, row.spread.high[key]!)}
                      </small>
                    )}
                    {isBest && <span className="visually-hidden"> best</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RemovePreviousRun({ previousRun }: { readonly previousRun: PreviousRun }) {
  const { removePreviousRun } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--icon table__remove"
      aria-label={`Forget ${previousRun.label}`}
      title={`Forget ${previousRun.label}`}
      onClick={() => removePreviousRun(previousRun.id)}
    >
      <Icon name="remove" />
    </button>
  )
}
