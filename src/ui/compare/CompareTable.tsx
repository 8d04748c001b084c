import { useMemo } from 'react'
import { formatShare, formatValue as formatFigure } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import type { RunConfig } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { formatValue } from '../../experiment/optionText'
import {
  summarise,
  summariseSeeds,
  tellingValues,
  type RunSummary,
  type SeedSummary,
} from '../../state/compareRuns'
import { changesSince, type Ghost } from '../../state/ghosts'
import type { PlaygroundState } from '../../state/playground'
import { finishedTakes, type SeedTake } from '../../state/repeat/seeds'
import { seriesStore, usePlayground } from '../../state/store'
import { runStyle, type RunStyle } from '../chartPanels/runStyle'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { Icon } from '../icons'
import { bestRows } from './bestRows'

interface Column {
  readonly key: keyof RunSummary
  readonly title: string
  readonly show: (value: number) => string
  /** Which end is the good one; absent where neither is. */
  readonly best?: 'low' | 'high'
}

const steps = (value: number) => value.toLocaleString('en-US')
const seconds = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0))

const columns = (target: number): readonly Column[] => [
  { key: 'bestLoss', title: 'best loss', show: formatFigure, best: 'low' },
  { key: 'lastLoss', title: 'last loss', show: formatFigure, best: 'low' },
  { key: 'accuracy', title: 'test accuracy', show: formatShare, best: 'high' },
  { key: 'stepsToTarget', title: `steps to ${target}\u00a0%`, show: steps, best: 'low' },
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
    return digits < 1e-3 && digits > 0 ? digits.toExponential(1) : digits.toLocaleString('en-US')
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
  readonly ghost: Ghost | null
}

/** A run over the seeds that have been trained to their end. */
function ofSeeds(takes: readonly SeedTake[], id: number, config: RunConfig, target: number) {
  const all = takes.flatMap(({ series }) => series.get(id) ?? [])
  if (all.length === 0) return null
  const spread = summariseSeeds(all.map((series) => summarise(series, config, target)))
  const failed = takes.filter(({ diverged }) => diverged.has(id)).length
  const words = failed > 0 ? `; diverged with ${failed} of ${takes.length} seeds` : ''
  return { spread, summary: spread.median, words }
}

const inWords = (values: ReturnType<typeof tellingValues>[number]) =>
  values.map(({ key, value }) => `${key} ${formatValue(value)}`).join(', ')

const sinceThen = (changes: string) => `since then: ${changes.replaceAll('->', '→')}`

function rowsOf(
  state: Pick<
    PlaygroundState,
    'experiment' | 'loaded' | 'runs' | 'ghosts' | 'takes' | 'seedDone' | 'hashes'
  >,
  target: number,
): Row[] {
  const { experiment, runs, ghosts } = state
  const takes = finishedTakes(state, seriesStore)
  const labels = runLabels(experiment.runs)
  const configs = experiment.runs.map((config, i) => ({ ...config, hyper: runs[i]!.current }))
  const telling = tellingValues(configs)
  const now = runs.map(({ id, diverged }, i): Row => {
    const values = inWords(telling[i]!)
    const row = { key: `run ${id}`, label: labels[i]!, style: runStyle(id), ghost: null }
    const repeated = ofSeeds(takes, id, configs[i]!, target / 100)
    if (repeated) {
      const { spread, summary, words } = repeated
      return { ...row, spread, summary, settings: values + words }
    }
    return {
      ...row,
      settings: diverged ? `${values}; diverged at step ${steps(diverged.step)}` : values,
      summary: summarise(seriesStore.get(id), configs[i]!, target / 100),
    }
  })
  const before = ghosts.map((ghost): Row => ({
    key: `ghost ${ghost.id}`,
    label: ghost.label,
    style: null,
    settings: `${inWords(tellingValues([ghost.config])[0]!)}; ${sinceThen(changesSince(ghost, { experiment, runs }))}`,
    summary: summarise(ghost.series, ghost.config, target / 100),
    ghost,
  }))
  return [...now, ...before]
}

/** One row per run; the best of a column stands out. Earlier runs follow, with what changed. */
export function CompareTable({ target }: { readonly target: number }) {
  const version = useDrawnVersion()
  const experiment = usePlayground((state) => state.experiment)
  const runs = usePlayground((state) => state.runs)
  const ghosts = usePlayground((state) => state.ghosts)
  const takes = usePlayground((state) => state.takes)
  const seedDone = usePlayground((state) => state.seedDone)
  const rows = useMemo(
    () =>
      rowsOf({ ...usePlayground.getState(), experiment, runs, ghosts, takes, seedDone }, target),
    // The series grow outside of the store; their version says so.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [experiment, runs, ghosts, takes, seedDone, target, version],
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
            <tr key={row.key} className={row.ghost ? 'table__ghost' : ''}>
              <th scope="row">
                <span className="table__run">
                  {row.style ? <Swatch {...row.style} /> : <RemoveGhost ghost={row.ghost!} />}
                  <span>{row.label}</span>
                </span>
              </th>
              <td className="table__settings">{row.settings}</td>
              {heads.map(({ key, show, best }) => {
                const value = row.summary[key]
                const isBest =
                  best &&
                  bestRows(
                    rows.map((one) => one.summary[key]),
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

function RemoveGhost({ ghost }: { readonly ghost: Ghost }) {
  const { removeGhost } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--icon table__remove"
      aria-label={`Forget ${ghost.label}`}
      title={`Forget ${ghost.label}`}
      onClick={() => removeGhost(ghost.id)}
    >
      <Icon name="remove" />
    </button>
  )
}
