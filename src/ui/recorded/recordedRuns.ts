/** The recorded first steps as series, made when they are first shown; a chunk of its own. */
import { findMetric, tableOf } from '../../spec/metricTable'
import { RunSeries } from '../../state/series/series'
import recording from './firstSteps.json'

type Columns = (typeof recording.runs)[number]

function seriesOf({ seconds, ...columns }: Columns): RunSeries {
  const named = Object.entries(columns).map(([name, values]): [string, Float32Array] => [
    findMetric(name)?.key ?? name,
    Float32Array.from(values, (value) => value ?? NaN),
  ])
  const series = new RunSeries()
  series.append({
    ...tableOf(named),
    firstStep: 0,
    seconds: Float64Array.from(seconds),
  })
  return series
}

/** In the order of the runs of the experiment that the page opens with. */
export const recordedRuns: readonly RunSeries[] = recording.runs.map(seriesOf)
