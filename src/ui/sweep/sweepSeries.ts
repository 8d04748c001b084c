/** The sweep as lines over its first axis: the logarithm of its values, or the values themselves. */
import { formatCount } from '../../charts/format'
import type { ChartSeries, Domain } from '../../charts/types'
import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { AxisScale } from '../../state/sweep/sweepAxis'
import { failedOf, type SweepSpread } from '../../state/sweep/sweepSpread'
import { previousRunStyle } from '../chartPanels/runStyle'

export type SweepColumn = 'trainLoss' | 'testAccuracy' | 'stepsToTarget'

/** Where a value is on an axis. */
const placeOn = (scale: AxisScale) => (value: number) =>
  scale === 'log' ? Math.log10(value) : value

/** The axis: the values with a little room on either side. */
export function rateDomain(rates: readonly number[], scale: AxisScale = 'log'): Domain {
  const place = placeOn(scale)
  const [low, high] = [place(rates[0]!), place(rates.at(-1)!)]
  const room = 0.06 * (high - low)
  return [low - room, high + room]
}

/** The place of the value nearest to a place of the axis. */
export function nearestRate(rates: readonly number[], x: number, scale: AxisScale = 'log'): number {
  const place = placeOn(scale)
  const distance = (rate: number) => Math.abs(place(rate) - x)
  return place(rates.reduce((a, b) => (distance(b) < distance(a) ? b : a)))
}

const asFloat = (value: number) => formatFloat32(Math.fround(value))

export interface SweepLines {
  readonly series: readonly ChartSeries[]
  readonly yDomain: Domain
  /** Where on the y axis the crosses of what diverged are; null where nothing has. */
  readonly lostAt: number | null
}

/** Between the crosses of two optimizers at one rate, as a share of the range. */
const CROSS_GAP = 0.022

/** Places on the x axis at which crosses of the same rate stand side by side. */
function crossPlaces(
  spreads: readonly SweepSpread[],
  optimizers: readonly string[],
  place: (value: number) => number,
  isLost: (at: SweepSpread) => boolean,
): (at: SweepSpread) => number {
  const rates = spreads.map(({ x }) => place(x))
  const gap = CROSS_GAP * (Math.max(...rates) - Math.min(...rates))
  return ({ optimizer, x }) => {
    const lost = optimizers.filter((id) =>
      spreads.some((at) => at.optimizer === id && at.x === x && isLost(at)),
    )
    return place(x) + gap * (lost.indexOf(optimizer) - (lost.length - 1) / 2)
  }
}

/** Powers of ten around the losses, with a row at the top for what diverged. */
function lossDomain(values: readonly number[]): Domain {
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return [0.01, 10]
  const low = 10 ** Math.floor(Math.log10(Math.min(...positive)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...positive)) + 0.15)
  return [low, Math.max(high, 10 * low)]
}

/**
 * A line of medians for each optimizer, and a band from the smallest to the largest value. What
 * diverged is a cross at the bad end of the axis, and a faint line leads there: it is a result
 * like the others.
 */
export function sweepLines(
  spreads: readonly SweepSpread[],
  optimizers: readonly string[],
  column: SweepColumn,
  scale: AxisScale = 'log',
): SweepLines {
  const place = placeOn(scale)
  const isLoss = column === 'trainLoss'
  const isSteps = column === 'stepsToTarget'
  // What diverged; of steps to a target, what is without them.
  const isLost = (at: SweepSpread) => (isSteps ? at[column] === null : at.divergedAt.length > 0)
  const finite = spreads.flatMap((at) => (at[column] ? [at[column].low, at[column].high] : []))
  const yDomain: Domain = isLoss
    ? lossDomain(finite)
    : [0, isSteps ? 1.15 * Math.max(1, ...finite) : 1]
  const bad = isLoss || isSteps ? yDomain[1] : 0
  const besideOthers = crossPlaces(spreads, optimizers, place, isLost)
  const series = optimizers.flatMap((id): ChartSeries[] => {
    const endOf = (at: SweepSpread) => {
      const spread = at[column]
      return spread ? { x: place(at.x), y: spread.median } : { x: besideOthers(at), y: bad }
    }
    const ofOptimizer = spreads.filter(({ optimizer }) => optimizer === id)
    const { label } = optimizerSpec(id)
    const style = previousRunStyle(-1, id)
    const valueAt = (x: number) => ofOptimizer.find((at) => Math.abs(place(at.x) - x) < 1e-9)
    const rest = { label, color: style.color, legend: false, column: null } as const
    const isRepeated = ofOptimizer.some(({ tried }) => tried > 1)
    return [
      {
        ...rest,
        id: `${id} way`,
        markers: 'none',
        width: 1.25,
        opacity: 0.45,
        points: waysOut(ofOptimizer, column).flatMap(([from, to]) => [
          endOf(from),
          endOf(to),
          { x: endOf(to).x, y: null },
        ]),
      },
      {
        ...style,
        id: `${id} ${column}`,
        label,
        width: 2.25,
        markers: 'each',
        column: isLoss ? 'training loss' : isSteps ? 'steps to the target' : 'test accuracy',
        formatExact: asFloat,
        points: ofOptimizer.map((at) => ({ x: place(at.x), y: at[column]?.median ?? null })),
        ...(isRepeated
          ? {
              band: ofOptimizer.map((at) => ({
                x: place(at.x),
                low: at[column]?.low ?? null,
                high: at[column]?.high ?? null,
              })),
            }
          : {}),
        valueAt: (x) => valueAt(x)?.[column]?.median ?? null,
        extraColumns: [
          ...(isRepeated
            ? [
                {
                  name: 'smallest to largest',
                  textAt: (x: number) => rangeOf(valueAt(x)?.[column]),
                },
              ]
            : []),
          { name: 'diverged', textAt: (x) => describeFailures(valueAt(x)) },
          ...(isRepeated
            ? [{ name: 'failed', textAt: (x: number) => failedText(valueAt(x)) }]
            : []),
        ],
      },
      {
        ...rest,
        id: `${id} diverged`,
        marker: 'cross',
        markers: 'each',
        width: 0,
        points: ofOptimizer.filter(isLost).map((at) => ({ x: besideOthers(at), y: bad })),
      },
    ]
  })
  return { series, yDomain, lostAt: spreads.some(isLost) ? bad : null }
}

const rangeOf = (spread: SweepSpread[SweepColumn] | undefined) =>
  spread ? `${asFloat(spread.low)} to ${asFloat(spread.high)}` : null

/** "at step 12", "2 of 3"; null where nothing diverged. */
export function describeFailures(at: SweepSpread | undefined): string | null {
  if (!at || at.divergedAt.length === 0) return null
  const { divergedAt, tried } = at
  if (tried === 1) return `at step ${formatCount(divergedAt[0]!)}`
  return `${divergedAt.length} of ${tried}`
}

/** "2 of 3": seeds that diverged or ended at chance; null where none did. */
export function failedText(at: SweepSpread | undefined): string | null {
  return at && failedOf(at) > 0 ? `${failedOf(at)} of ${at.tried}` : null
}

/** Neighbours of which at least one has no median. */
function waysOut(
  ofOptimizer: readonly SweepSpread[],
  column: SweepColumn,
): (readonly [SweepSpread, SweepSpread])[] {
  return ofOptimizer
    .slice(1)
    .map((to, i) => [ofOptimizer[i]!, to] as const)
    .filter(([from, to]) => from[column] === null || to[column] === null)
}
