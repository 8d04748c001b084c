/** The picture of a rate test: loss over the rate, on a log axis. Pure. */
import type { ChartMark, ChartSeries, Domain, Point } from '../../charts/types'
import type { RatePoint, RateTestReport } from '../../state/session/session'

/** Losses are shown up to so many times what they were before. */
const CEILING = 5
/** Decades of the loss that are shown below that. */
const DEEPEST = 6

export interface RateLine {
  readonly value: number
  readonly label: string
  readonly short: string
  readonly color: string
}

export interface RateTestPicture {
  readonly series: readonly ChartSeries[]
  readonly marks: readonly ChartMark[]
  readonly xDomain: Domain
  readonly yDomain: Domain
}

type LossKey = Exclude<keyof RatePoint, 'rate'>

const drawn = (loss: number) => (Number.isFinite(loss) && loss > 0 ? loss : null)

/** Place on the axis. */
export const toX = (rate: number) => Math.log10(rate)

/** Number of the point next to a place on the axis; -1 where there are none. */
export function nearestPoint(points: readonly RatePoint[], x: number): number {
  const away = points.map(({ rate }) => Math.abs(toX(rate) - x))
  return away.indexOf(Math.min(...away))
}

export function rateTestPicture(
  report: RateTestReport,
  style: Pick<ChartSeries, 'color' | 'marker'>,
  lines: readonly RateLine[],
): RateTestPicture {
  const { points, before, steps } = report
  const line = (key: LossKey, label: string, look: Partial<ChartSeries>): ChartSeries => ({
    id: key,
    label,
    column: label,
    ...{ color: style.color, markers: 'none' as const },
    ...look,
    points: points.map((point): Point => ({ x: toX(point.rate), y: drawn(point[key]) })),
    valueAt: (x) => {
      const point = points[nearestPoint(points, x)]
      return point ? drawn(point[key]) : null
    },
  })
  const high = CEILING * Math.max(before.batch, before.held)
  const seen = points
    .flatMap(({ afterOne, afterAll, heldAfterAll }) => [afterOne, afterAll, heldAfterAll])
    .flatMap((loss) => drawn(loss) ?? [])
  const low = Math.max(Math.min(high / 10, ...seen), high * 10 ** -DEEPEST)
  const rates = points.map(({ rate }) => toX(rate))
  const ends = lines.map(({ value }) => toX(value)).filter(Number.isFinite)
  const first = Math.min(...rates, ...(rates.length > 0 ? [] : ends))
  const last = Math.max(...rates, ...(rates.length > 0 ? [] : ends))
  return {
    series: [
      line('afterAll', `batch, ${steps} steps`, {
        markers: 'each',
        ...(style.marker ? { marker: style.marker } : {}),
      }),
      line('heldAfterAll', `test, ${steps} steps`, { dash: '2 3' }),
      line('afterOne', 'batch, 1 step', { dash: '7 4', color: 'var(--muted)' }),
    ],
    marks: lines.flatMap(({ value, label, short, color }) => {
      const x = toX(value)
      return x >= first && x <= last ? [{ x, label, short, color }] : []
    }),
    xDomain: first < last ? [first, last] : [first - 1, first + 1],
    yDomain: [low / 1.2, high],
  }
}

/** What came out, in two sentences; the same for who does not see the picture. */
export function rateTestWords(report: RateTestReport): string {
  const { points, key, steps, before } = report
  const finite = points.filter(({ afterAll }) => Number.isFinite(afterAll))
  const best = finite.toSorted((a, b) => a.afterAll - b.afterAll)[0]
  if (!best) return points.length > 0 ? 'At none of these values is the loss a number.' : ''
  const higher = points.find(
    ({ rate, afterAll }) => rate > best.rate && !(afterAll <= before.batch),
  )
  const above = higher
    ? ` From ${key} ${short(higher.rate)} on it is higher than before, or no number.`
    : ''
  return `After ${steps} steps the loss of the batch is lowest with ${key} ${short(best.rate)}: ${short(before.batch)} → ${short(best.afterAll)}.${above}`
}

export const short = (value: number) => String(Number(value.toPrecision(3)))
