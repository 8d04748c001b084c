import { useCallback, useMemo, useState } from 'react'
import { formatShare, formatTick, formatValue, percent } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { axisValues } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { ChartMenu } from '../ChartMenu'
import { sweepWords } from './exportSweep'
import { nearestRate, rateDomain, sweepLines, type SweepLines } from './sweepSeries'
import { axisName } from './sweepMessages'
import { useGuess, useSpreads } from './useSpreads'

const formatRate = (x: number) => formatTick(Number((10 ** x).toPrecision(3)))
const formatSharePlain = (y: number) => percent(formatTick(100 * y))
const HEIGHT = 290

/** What guessing comes to, and where to look for what diverged. */
const levelsOf = ({ lostAt }: SweepLines, guess: number | null, lost = '× diverged') => [
  ...(guess === null ? [] : [{ y: guess, label: 'guessing' }]),
  ...(lostAt === null ? [] : [{ y: lostAt, label: lost }]),
]

/** Training loss and test accuracy against the first axis, with one cursor. */
export function SweepCharts({ settings }: { readonly settings: SweepSettings }) {
  const { optimizers, target } = settings
  const axis = xAxis(settings)
  const { key, scale } = axis
  const name = axisName(axis, optimizers)
  const values = axisValues(axis).join()
  const rates = useMemo(() => values.split(',').map(Number), [values])
  const [hoverX, setHoverX] = useState<number | null>(null)
  const list = optimizers.join()
  const spreads = useSpreads(settings)
  const chance = useGuess()
  const guess = chance > 0 ? chance : null
  const loss = useMemo(
    () => sweepLines(spreads, list.split(','), 'trainLoss', scale),
    [spreads, list, scale],
  )
  const accuracy = useMemo(
    () => sweepLines(spreads, list.split(','), 'testAccuracy', scale),
    [spreads, list, scale],
  )
  const way = useMemo(
    () => sweepLines(spreads, list.split(','), 'stepsToTarget', scale),
    [spreads, list, scale],
  )
  const lossLevels = useMemo(() => levelsOf(loss, null), [loss])
  const accuracyLevels = useMemo(() => levelsOf(accuracy, guess), [accuracy, guess])
  const wayLevels = useMemo(() => levelsOf(way, null, '× never'), [way])
  const seeds = Math.max(0, ...spreads.map(({ tried }) => tried))
  const xDomain = useMemo(() => rateDomain(rates, scale), [rates, scale])
  const onHover = useCallback(
    (x: number | null) => setHoverX(x === null ? null : nearestRate(rates, x, scale)),
    [rates, scale],
  )
  const moveX = useCallback(
    (x: number, by: number) => {
      const places = rates.map((rate) => (scale === 'log' ? Math.log10(rate) : rate))
      const at = places.findIndex((one) => Math.abs(one - nearestRate(rates, x, scale)) < 1e-9)
      return places[Math.min(places.length - 1, Math.max(0, at + by))]!
    },
    [rates, scale],
  )
  const shared = {
    ...{ xDomain, hoverX, onHover, moveX },
    formatX: scale === 'log' ? formatRate : formatTick,
    xLabel: name,
    legendAtCursor: true,
    // Powers of ten, or whole numbers.
    xIsWhole: scale === 'log' || axis.isWhole,
    height: HEIGHT,
    compact: true,
    placeholder: (
      <p>
        Press <strong>Run the strip</strong>: a point for every optimizer and value.
      </p>
    ),
  }
  return (
    <div className="sweep__charts">
      <LineChart
        {...shared}
        title={`Final training loss by ${key}`}
        menu={<ChartMenu title={`Final training loss by ${key}`} words={sweepWords} />}
        series={loss.series}
        levels={lossLevels}
        yScale="log"
        yDomain={loss.yDomain}
        formatValue={formatValue}
      />
      <LineChart
        {...shared}
        title={`Test accuracy by ${key}`}
        menu={<ChartMenu title={`Test accuracy by ${key}`} words={sweepWords} />}
        series={accuracy.series}
        levels={accuracyLevels}
        yScale="linear"
        yDomain={accuracy.yDomain}
        formatY={formatSharePlain}
        formatValue={formatShare}
      />
      {target !== undefined && (
        <LineChart
          {...shared}
          title={`Steps to ${formatShare(target)} by ${key}`}
          menu={
            <ChartMenu title={`Steps to ${formatShare(target)} by ${key}`} words={sweepWords} />
          }
          series={way.series}
          levels={wayLevels}
          yScale="linear"
          yDomain={way.yDomain}
          formatValue={formatValue}
        />
      )}
      <p className="sweep__axis">
        {name}
        {scale === 'log' && ', on a logarithmic axis'}
        {seeds > 1 &&
          `. Lines: median of ${seeds} seeds, bands from the smallest to the largest value`}
      </p>
    </div>
  )
}
