/** What the last change of a value did, as a sentence with numbers. Pure. */
import { formatCount, formatValue as formatFigure, shareInWords } from '../../charts/format'
import { formatValue } from '../../experiment/optionText'
import type { MetricColumn } from '../../spec/metrics'
import type { OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'

export interface WatchedRun {
  readonly id: RunId
  readonly label: string
  /** Its step may be clipped. */
  readonly hasClip: boolean
  readonly series: {
    /** Step of the first value. */
    readonly firstStep: number
    readonly values: (column: MetricColumn) => Float32Array
  }
}

export interface Change {
  readonly step: number
  readonly run: RunId
  readonly key: string
  readonly value: OptionValue
}

/** Steps over which a loss is averaged. */
const LATELY = 100
/** Steps before the change that it is compared with. */
const BEFORE = 200
/** Changes of one value that follow each other as closely as this are one: a drag. */
const TOGETHER = 30
/** More would be a table. */
const OTHERS = 2

const mean = (values: Float32Array): number => {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? NaN : finite.reduce((sum, value) => sum + value, 0) / finite.length
}

const between = ({ series }: WatchedRun, column: MetricColumn, from: number, to = Infinity) => {
  const values = series.values(column)
  const at = (step: number) => Math.min(Math.max(0, step - series.firstStep), values.length)
  return values.subarray(at(from), at(to))
}

/** The last change of a run that is watched, and the step at which it began to be made. */
function lastChange(changes: readonly Change[], runs: readonly WatchedRun[]) {
  const last = changes.findLast(({ run }) => runs.some(({ id }) => id === run))
  if (!last) return null
  let begun = last.step
  for (const { run, key, step } of changes.toReversed())
    if (run === last.run && key === last.key && step <= begun && begun - step <= TOGETHER)
      begun = step
  return { last, begun }
}

/**
 * "Since step 409 with maxLr 0.016: clipped 100 % (41 % before); loss of the last 100 steps 0.08,
 * SGD 0.11." Null where nothing has been changed.
 */
export function changeEffect(
  changes: readonly Change[],
  runs: readonly WatchedRun[],
): string | null {
  const found = lastChange(changes, runs)
  if (!found) return null
  const { last, begun } = found
  const changed = runs.find(({ id }) => id === last.run)!
  const only = runs.filter(({ hasClip }) => hasClip === changed.hasClip).length === 1
  const what = `${only && changed.hasClip ? '' : `${changed.label} `}${last.key} ${formatValue(last.value)}`
  const begin = `Since step ${formatCount(last.step)} with ${what}`
  const losses = between(changed, 'loss', last.step)
  if (losses.length === 0) return `${begin}: no step yet.`
  const count = Math.min(LATELY, losses.length)
  const lately = (run: WatchedRun) => {
    const values = between(run, 'loss', last.step)
    return formatFigure(mean(values.subarray(Math.max(0, values.length - count))))
  }
  const parts: string[] = []
  if (changed.hasClip) {
    const before = mean(between(changed, 'clipped', begun - BEFORE, begun))
    const now = mean(between(changed, 'clipped', last.step))
    parts.push(
      `clipped ${shareInWords(now)}${Number.isNaN(before) ? '' : ` (${shareInWords(before)} before)`}`,
    )
  }
  const others = runs
    .filter((run) => run !== changed && between(run, 'loss', last.step).length > 0)
    .slice(0, OTHERS)
    .map((run) => `, ${run.label} ${lately(run)}`)
  const span = count === 1 ? 'loss of its one step' : `loss of the last ${count} steps`
  parts.push(`${span} ${lately(changed)}${others.join('')}`)
  return `${begin}: ${parts.join('; ')}.`
}
