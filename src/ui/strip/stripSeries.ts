/** The strip as lines over the logarithm of the rate. */
import type { ChartSeries, Domain, Point } from '../../charts/types'
import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/exports/formatFloat32'
import type { StripPoint } from '../../state/strip/strip'
import { ghostStyle } from '../chartPanels/runStyle'

export type StripColumn = 'trainLoss' | 'testAccuracy'

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

export interface StripLines {
  readonly series: readonly ChartSeries[]
  /** Ends of the y axis; undefined leaves them to the numbers. */
  readonly yDomain: Domain | undefined
}

/** Powers of ten around the losses, with a row at the top for what diverged. */
function lossDomain(values: readonly number[]): Domain | undefined {
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return [0.01, 10]
  const low = 10 ** Math.floor(Math.log10(Math.min(...positive)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...positive)) + 0.15)
  return [low, Math.max(high, 10 * low)]
}

/**
 * A line for each optimizer. What diverged is a cross at the bad end of the axis, and a faint line
 * leads there: it is a result like the others.
 */
export function stripLines(
  points: readonly StripPoint[],
  optimizers: readonly string[],
  column: StripColumn,
): StripLines {
  const isLoss = column === 'trainLoss'
  const finite = points.flatMap((point) => point[column] ?? [])
  const yDomain: Domain | undefined = isLoss ? lossDomain(finite) : [0, 1]
  const bad = isLoss ? yDomain![1] : 0
  const series = optimizers.flatMap((id): ChartSeries[] => {
    const own = points.filter(({ optimizer }) => optimizer === id).sort((a, b) => a.rate - b.rate)
    const { label } = optimizerSpec(id)
    const style = ghostStyle(-1, id)
    const at = (point: StripPoint): Point => ({ x: place(point.rate), y: point[column] })
    const valueAt = (x: number) => own.find(({ rate }) => Math.abs(place(rate) - x) < 1e-9)
    const rest = { label, color: style.color, legend: false, column: null } as const
    return [
      {
        ...rest,
        id: `${id} way`,
        markers: 'none',
        width: 1.25,
        opacity: 0.45,
        points: waysOut(own).flatMap(([from, to]) => [
          { x: place(from.rate), y: from[column] ?? bad },
          { x: place(to.rate), y: to[column] ?? bad },
          { x: place(to.rate), y: null },
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
        points: own.map(at),
        valueAt: (x) => valueAt(x)?.[column] ?? null,
        extraColumns: [
          {
            name: 'diverged at step',
            textAt: (x) => {
              const step = valueAt(x)?.divergedAt ?? null
              return step === null ? null : step.toLocaleString('en-US')
            },
          },
        ],
      },
      {
        ...rest,
        id: `${id} diverged`,
        marker: 'cross',
        markers: 'each',
        width: 0,
        points: own
          .filter(({ divergedAt }) => divergedAt !== null)
          .map(({ rate }) => ({ x: place(rate), y: bad })),
      },
    ]
  })
  return { series, yDomain }
}

/** Neighbours of which at least one diverged. */
function waysOut(own: readonly StripPoint[]): (readonly [StripPoint, StripPoint])[] {
  return own
    .slice(1)
    .map((to, i) => [own[i]!, to] as const)
    .filter(([from, to]) => from.divergedAt !== null || to.divergedAt !== null)
}
