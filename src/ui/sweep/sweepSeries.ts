/** The sweep as lines over the logarithm of the rate. */
import type { ChartSeries, Domain } from '../../charts/types'
import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { SweepSpread } from '../../state/sweep/sweepSpread'
import { previousRunStyle } from '../chartPanels/runStyle'

export type SweepColumn = 'trainLoss' | 'testAccuracy'

const place = (rate: number) => Math.log10(rate)

/** The axis: the rates with a little room on either side. */
export function rateDomain(rates: readonly number[]): Domain {
  const [low, high] = [place(rates[0]!), place(rates.at(-1)!)]
  const room = 0.06 * (high - low)
  return [low - room, high + room]
}

/** The rate nearest to a place of the axis. */
export function nearestRate(rates: readonly number[], x: number): number {
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
): (at: SweepSpread) => number {
  const rates = spreads.map(({ rate }) => place(rate))
  const gap = CROSS_GAP * (Math.max(...rates) - Math.min(...rates))
  return ({ optimizer, rate }) => {
    const lost = optimizers.filter((id) =>
      spreads.some((at) => at.optimizer === id && at.rate === rate && at.divergedAt.length > 0),
    )
    return place(rate) + gap * (lost.indexOf(optimizer) - (lost.length - 1) / 2)
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
): SweepLines {
  const isLoss = column === 'trainLoss'
  const finite = spreads.flatMap((at) => (at[column] ? [at[column].low, at[column].high] : []))
  const yDomain: Domain = isLoss ? lossDomain(finite) : [0, 1]
  const bad = isLoss ? yDomain[1] : 0
  const besideOthers = crossPlaces(spreads, optimizers)
  const series = optimizers.flatMap((id): ChartSeries[] => {
    const endOf = (at: SweepSpread) => {
      const spread = at[column]
      return spread ? { x: place(at.rate), y: spread.median } : { x: besideOthers(at), y: bad }
    }
    const ofOptimizer = spreads.filter(({ optimizer }) => optimizer === id)
    const { label } = optimizerSpec(id)
    const style = previousRunStyle(-1, id)
    const valueAt = (x: number) => ofOptimizer.find(({ rate }) => Math.abs(place(rate) - x) < 1e-9)
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
        column: isLoss ? 'training loss' : 'test accuracy',
        formatExact: asFloat,
        points: ofOptimizer.map((at) => ({ x: place(at.rate), y: at[column]?.median ?? null })),
        ...(isRepeated
          ? {
              band: ofOptimizer.map((at) => ({
                x: place(at.rate),
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
        ],
      },
      {
        ...rest,
        id: `${id} diverged`,
        marker: 'cross',
        markers: 'each',
        width: 0,
        points: ofOptimizer
          .filter(({ divergedAt }) => divergedAt.length > 0)
          .map((at) => ({ x: besideOthers(at), y: bad })),
      },
    ]
  })
  const isLost = spreads.some(({ divergedAt }) => divergedAt.length > 0)
  return { series, yDomain, lostAt: isLost ? bad : null }
}

const rangeOf = (spread: SweepSpread[SweepColumn] | undefined) =>
  spread ? `${asFloat(spread.low)} to ${asFloat(spread.high)}` : null

/** "at step 12", "2 of 3"; null where nothing diverged. */
export function describeFailures(at: SweepSpread | undefined): string | null {
  if (!at || at.divergedAt.length === 0) return null
  const { divergedAt, tried } = at
  if (tried === 1) return `at step ${divergedAt[0]!.toLocaleString('en-US')}`
  return `${divergedAt.length} of ${tried}`
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
