/** Results of a file beside the page's own as lines, over whatever value differs most. */
import type { ChartSeries, Domain } from '../../charts/types'
import { optimizerSpec } from '../../optimizers/specs'
import { medianOf } from '../../state/seeds/seedSpread'
import type { SweepResult } from '../../state/sweep/results/types'
import { RATE } from '../../state/sweep/sweepAxis'
import { previousRunStyle } from '../chartPanels/runStyle'

export type ResultsColumn = 'trainLoss' | 'testAccuracy'

export interface ResultsAxis {
  /** Name of the value. */
  readonly name: string
  readonly values: readonly number[]
  readonly isLog: boolean
  /** Place of a value on the axis, and the value at a place. */
  readonly place: (value: number) => number
  readonly valueAt: (x: number) => number
  readonly domain: Domain
}

const distinct = (results: readonly SweepResult[], name: string) =>
  [...new Set(results.flatMap(({ values }) => values[name] ?? []))].sort((a, b) => a - b)

/** Over the rate where it differs, or over what has most values. */
export function resultsAxis(results: readonly SweepResult[]): ResultsAxis {
  const names = [...new Set(results.flatMap(({ values }) => Object.keys(values)))]
  const counts = new Map(names.map((name) => [name, distinct(results, name).length]))
  const most = names.toSorted((a, b) => counts.get(b)! - counts.get(a)!)[0] ?? 'rate'
  const name = (counts.get('rate') ?? 0) > 1 ? 'rate' : most
  const values = distinct(results, name)
  const [low = 1, high = low] = [values[0], values.at(-1)]
  const isLog = low > 0 && high / low > 10
  const place = isLog ? Math.log10 : (value: number) => value
  const room = 0.06 * (place(high) - place(low)) || 0.5
  return {
    ...{ name, values, isLog, place },
    valueAt: isLog ? (x) => 10 ** x : (x) => x,
    domain: [place(low) - room, place(high) + room],
  }
}

/**
 * The values of a result beside those of the axes in words, which say to which picture it belongs;
 * often "".
 */
export const pictureOf = ({ values }: SweepResult, axes: readonly string[]): string =>
  Object.entries(values)
    .filter(([one]) => !axes.includes(one))
    .map(([one, value]) => `${one} ${value}`)
    .sort()
    .join(', ')

/**
 * The page's own results that belong to a picture of a file. Tables name the rate also where it stays
 * as it is, and the page does not.
 * @param there of the picture, at least one
 */
export function ownInPicture(
  [first]: readonly SweepResult[],
  here: readonly SweepResult[],
  axes: readonly string[],
): readonly SweepResult[] {
  const leftOut = here.some(({ values }) => RATE in values) ? [] : [RATE]
  const picture = pictureOf(first!, [...axes, ...leftOut])
  return here.filter((result) => pictureOf(result, axes) === picture)
}

interface Cell {
  readonly x: number
  /** Null where the median is none, as so many diverged. */
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
  readonly diverged: number
  readonly tried: number
}

/** What the seeds came to at each place; what diverged is worse than any number. */
function cellsOf(
  results: readonly SweepResult[],
  axis: ResultsAxis,
  column: ResultsColumn,
): readonly Cell[] {
  const worst = column === 'trainLoss' ? Infinity : -Infinity
  return axis.values.flatMap((value): Cell[] => {
    const seeds = results.filter(({ values }) => values[axis.name] === value)
    if (seeds.length === 0) return []
    const numbers = seeds.map((seed) => seed[column] ?? worst).sort((a, b) => a - b)
    const finite = numbers.filter(Number.isFinite)
    const median = medianOf(numbers)
    return [
      {
        x: axis.place(value),
        median: Number.isFinite(median) ? median : null,
        low: finite[0] ?? null,
        high: finite.at(-1) ?? null,
        diverged: seeds.length - finite.length,
        tried: seeds.length,
      },
    ]
  })
}

function lossDomain(results: readonly SweepResult[]): Domain {
  const positive = results.flatMap(({ trainLoss }) => (trainLoss && trainLoss > 0 ? trainLoss : []))
  if (positive.length === 0) return [0.01, 10]
  const low = 10 ** Math.floor(Math.log10(positive.reduce((a, b) => Math.min(a, b))))
  const high = 10 ** Math.ceil(Math.log10(positive.reduce((a, b) => Math.max(a, b))) + 0.15)
  return [low, Math.max(high, 10 * low)]
}

/** Of one picture: the file's medians with bands, the page's as thin lines in the same colours. */
export function resultsLines(
  there: readonly SweepResult[],
  here: readonly SweepResult[],
  axis: ResultsAxis,
  column: ResultsColumn,
): { readonly series: readonly ChartSeries[]; readonly yDomain: Domain } {
  const isLoss = column === 'trainLoss'
  const yDomain: Domain = isLoss ? lossDomain([...there, ...here]) : [0, 1]
  const bad = isLoss ? yDomain[1] : 0
  const series = [...new Set(there.map(({ optimizer }) => optimizer))].flatMap((id) => {
    const { label } = optimizerSpec(id)
    const style = previousRunStyle(-1, id)
    const of = (results: readonly SweepResult[]) =>
      cellsOf(
        results.filter(({ optimizer }) => optimizer === id),
        axis,
        column,
      )
    const [file, page] = [of(there), of(here)]
    const valueIn = (cells: readonly Cell[]) => (x: number) =>
      cells.find((cell) => Math.abs(cell.x - x) < 1e-9)?.median ?? null
    const points = (cells: readonly Cell[]) => cells.map(({ x, median }) => ({ x, y: median }))
    const lost = file.filter(({ diverged }) => diverged > 0)
    const found: ChartSeries[] = [
      {
        ...style,
        ...{ id: `${id} file`, label, width: 2.25, markers: 'each', column: 'file' },
        points: points(file),
        valueAt: valueIn(file),
        band: file.map(({ x, low, high }) => ({ x, low, high })),
        extraColumns: [
          {
            name: 'diverged',
            textAt: (x) => {
              const cell = lost.find((one) => Math.abs(one.x - x) < 1e-9)
              return cell ? `${cell.diverged} of ${cell.tried}` : null
            },
          },
        ],
      },
      {
        ...{ id: `${id} page`, label, color: style.color, dash: '1 3', width: 1.5 },
        ...{ markers: 'none', legend: false, part: 'page', column: 'page' },
        points: points(page),
        valueAt: valueIn(page),
      },
      {
        ...{ id: `${id} diverged`, label, color: style.color, legend: false, column: null },
        ...{ marker: 'cross', markers: 'each', width: 0 },
        points: lost.map(({ x }) => ({ x, y: bad })),
      },
    ]
    return found
  })
  return { series, yDomain }
}
