/**
 * What the columns of an imported table are, found by their names: they may stand in any order,
 * some may be missing, and others may be there that this page does not know.
 */
import { visibleText } from '../../experiment/text'
import type { MetricSpec } from '../../spec/metrics'
import { findMetric, isColumnName, MAX_COLUMNS } from '../../spec/metricTable'
import {
  EVALUATIONS_HEADER,
  isOtherEvaluation,
  METRICS_HEADER,
  SEED_COLUMN,
} from '../export/tables'
import { refused, type Read } from './importedExperiment'

/** Places of columns; -1 where a table does not have one. */
interface TableHeader {
  readonly columns: readonly string[]
  readonly run: number
  readonly step: number
  readonly seed: number
}

export interface MetricsHeader extends TableHeader {
  readonly optimizer: number
  readonly seconds: number
  readonly metrics: readonly MetricPlace[]
}

/** A column of numbers: a metric under its key, or another column under its own name. */
export interface MetricPlace {
  readonly name: string
  readonly at: number
  /** Absent where this page does not know the column. */
  readonly kind?: MetricSpec['kind']
}

export interface EvaluationsHeader extends TableHeader {
  readonly loss: number
  readonly accuracy: number
  /** Columns that this page does not know. */
  readonly others: readonly Pick<MetricPlace, 'name' | 'at'>[]
}

const [RUN, STEP, LOSS, ACCURACY] = EVALUATIONS_HEADER
const OPTIMIZER = 'optimizer'
const SECONDS = 'seconds'

/** Columns that are no metrics; some of them follow from the experiment and are not read. */
const isOwn = (name: string) =>
  name === SEED_COLUMN || (METRICS_HEADER.includes(name) && !findMetric(name))

/** What is wrong with the names, as a sentence; null where nothing is. */
function problemOf(columns: readonly string[], needed: readonly string[], subject: string) {
  const missing = needed.filter((name) => !columns.includes(name)).map((name) => `"${name}"`)
  if (missing.length > 0) return `${subject} has no ${missing.join(' and no ')}.`
  if (columns.length > MAX_COLUMNS) return `${subject} has more than ${MAX_COLUMNS} columns.`
  const keys = columns.map((name) => findMetric(name)?.key ?? name)
  const twice = columns.find((name, i) => name !== '' && keys.indexOf(keys[i]!) !== i)
  return twice === undefined ? null : `${subject} has the column "${visibleText(twice, 40)}" twice.`
}

const placesOf = (columns: readonly string[]): TableHeader => ({
  columns,
  run: columns.indexOf(RUN),
  step: columns.indexOf(STEP),
  seed: columns.indexOf(SEED_COLUMN),
})

/** @param subject what has these columns, as the start of a sentence */
export function readMetricsHeader(
  columns: readonly string[],
  subject = 'Its table of metrics',
): Read<MetricsHeader> {
  const problem = problemOf(columns, [RUN, OPTIMIZER, STEP], subject)
  if (problem) return refused(problem)
  const metrics = columns.flatMap((name, at): readonly MetricPlace[] => {
    const metric = findMetric(name)
    if (metric) return [{ name: metric.key, at, kind: metric.kind }]
    return isOwn(name) || !isColumnName(name) ? [] : [{ name, at }]
  })
  const [optimizer, seconds] = [columns.indexOf(OPTIMIZER), columns.indexOf(SECONDS)]
  return { ok: true, value: { ...placesOf(columns), optimizer, seconds, metrics } }
}

export function readEvaluationsHeader(columns: readonly string[]): Read<EvaluationsHeader> {
  const problem = problemOf(columns, [RUN, STEP], 'Its table of evaluations')
  if (problem) return refused(problem)
  const [loss, accuracy] = [columns.indexOf(LOSS), columns.indexOf(ACCURACY)]
  const others = columns.flatMap((name, at) => (isOtherEvaluation(name) ? [{ name, at }] : []))
  return { ok: true, value: { ...placesOf(columns), loss, accuracy, others } }
}
