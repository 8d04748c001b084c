import { useMemo, useState } from 'react'
import { formatCount, formatShare } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { Swatch } from '../../charts/Swatch'
import type { ChartSeries } from '../../charts/types'
import { fittedColumn } from '../../spec/instruments'
import type { FitReport } from '../../state/session/session'
import { seriesStore, usePlayground } from '../../state/store/store'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { type ShownRun, useShownData } from '../examples/useShownData'
import { bandsOf, barsOf } from './fitPicture'

/** The loss below which the chart counts an example as fitted. */
const FITTED = 0.1
const CHART_HEIGHT = 180

/** How many training examples are fitted: what ALI-G counts on, counted. */
export function FitGauge() {
  const reports = usePlayground(({ session }) => session.fit)
  const { runs } = useShownData()
  if (reports.size === 0)
    return <p className="panel__note">Waiting for a first look at the training examples…</p>
  return (
    <>
      <div className="fit__runs">
        {runs.map((run) => {
          const report = reports.get(run.id)
          return report && <RunFit key={run.id} {...{ run, report }} />
        })}
      </div>
      <FitHistory runs={runs} />
    </>
  )
}

function RunFit({ run, report }: { readonly run: ShownRun; readonly report: FitReport }) {
  const { label, style } = run
  const { right, wrong, step, examples, of } = report
  const which =
    examples < of ? `${formatCount(examples)} of ${formatCount(of)}` : `all ${formatCount(of)}`
  return (
    <section className="fit__run" aria-label={`Training examples of ${label}`}>
      <h4>
        <Swatch {...style} />
        {label}
        <span className="layers__until">
          step {formatCount(step)}, {which} training examples
        </span>
      </h4>
      <Bands title="right labels" counts={right} color={style.color} />
      <Bands title="wrong labels" counts={wrong} color={style.color} />
      <Histogram {...{ right, wrong, label }} color={style.color} />
    </section>
  )
}

/** Darkest for the examples that are fitted best. */
const STRENGTHS = [1, 0.65, 0.35, 0.12]

function Bands(props: {
  readonly title: string
  readonly counts: Uint32Array
  readonly color: string
}) {
  const bands = bandsOf(props.counts)
  if (!bands) return null
  const words = bands.map(({ label, share }) => `${label} ${formatShare(share)}`).join(', ')
  return (
    <div className="fit__group">
      <span>{props.title}</span>
      <div className="fit__bands" role="img" aria-label={`Loss of ${props.title}: ${words}`}>
        {bands.map(({ label, share }, i) => (
          <span
            key={label}
            title={`${label}: ${formatShare(share)}`}
            style={{ flexGrow: share, background: props.color, opacity: STRENGTHS[i] }}
          />
        ))}
      </div>
      <span className="fit__words">{words}</span>
    </div>
  )
}

const WIDTH = 320
const HEIGHT = 64
const DECADES = [-4, -3, -2, -1, 0, 1, 2]

function Histogram(props: {
  readonly right: Uint32Array
  readonly wrong: Uint32Array
  readonly label: string
  readonly color: string
}) {
  const bars = barsOf(props.right, props.wrong)
  const [low, high] = [bars[0]!.from, bars.at(-1)!.to]
  const most = Math.max(...bars.map(({ right, wrong }) => right + wrong)) || 1
  const x = (decade: number) => ((decade - low) / (high - low)) * WIDTH
  return (
    <svg
      className="fit__histogram"
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`}
      role="img"
      aria-label={`Histogram of the losses of single training examples of ${props.label}`}
    >
      {bars.map(({ from, to, right, wrong }) => {
        const box = { x: x(from) + 0.5, width: x(to) - x(from) - 1 }
        const [tall, above] = [(right / most) * HEIGHT, (wrong / most) * HEIGHT]
        return (
          <g key={from}>
            <rect {...box} y={HEIGHT - tall} height={tall} fill={props.color} opacity={0.7} />
            <rect {...box} y={HEIGHT - tall - above} height={above} className="fit__wrong" />
          </g>
        )
      })}
      {DECADES.map((decade) => (
        <text key={decade} x={x(decade)} y={HEIGHT + 12} className="fit__tick">
          {Number(`1e${decade}`)}
        </text>
      ))}
    </svg>
  )
}

/** The share that is fitted, at each evaluation. */
function FitHistory({ runs }: { readonly runs: readonly ShownRun[] }) {
  const version = useDrawnVersion()
  const [hoverX, setHoverX] = useState<number | null>(null)
  const series = useMemo(
    () =>
      runs.flatMap((run) =>
        (['right', 'wrong'] as const).flatMap((labels) => lineOf(run, labels) ?? []),
      ),
    // The series of a run grow in place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [runs, version],
  )
  const last = Math.max(1, ...series.flatMap(({ points }) => points.map(({ x }) => x)))
  if (series.length === 0)
    return (
      <p className="panel__note">
        With every evaluation from now on the share that is fitted becomes a point of a chart here,
        and columns of Evaluations (CSV).
      </p>
    )
  return (
    <LineChart
      title={`Training examples with a loss below ${FITTED}`}
      series={series}
      xDomain={[0, last]}
      yDomain={[0, 1]}
      yScale="linear"
      height={CHART_HEIGHT}
      compact
      fullScreen={false}
      formatY={(share) => `${Math.round(100 * share)}\u00a0%`}
      formatValue={formatShare}
      hoverX={hoverX}
      onHover={setHoverX}
    />
  )
}

function lineOf({ id, label, style }: ShownRun, labels: 'right' | 'wrong'): ChartSeries | null {
  const column = fittedColumn(FITTED, labels)
  const points = (seriesStore.get(id)?.evaluations ?? []).flatMap(({ step, others }) => {
    const y = others?.get(column)
    return y === undefined ? [] : [{ x: step, y }]
  })
  if (points.length === 0) return null
  return {
    id: `${id} ${labels}`,
    label,
    ...style,
    ...(labels === 'wrong' ? { part: 'wrong labels', dash: '4 3' } : {}),
    column: labels === 'wrong' ? 'wrong labels' : 'fitted',
    points,
    valueAt: (x) => points.findLast((point) => point.x <= x)?.y ?? null,
  }
}
