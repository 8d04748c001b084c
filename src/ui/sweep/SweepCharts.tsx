import { useCallback, useMemo, useState } from 'react'
import { formatShare, formatTick, formatValue, percent } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { sweepRates, type SweepSettings } from '../../state/sweep/sweepSettings'
import { useSweep } from '../../state/sweep/useSweep'
import { dataShape } from '../../data/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { ChartMenu } from '../ChartMenu'
import { sweepWords } from './exportSweep'
import { nearestRate, rateDomain, sweepLines, type SweepLines } from './sweepSeries'
import { useSpreads } from './useSpreads'

const formatRate = (x: number) => formatTick(Number((10 ** x).toPrecision(3)))
const formatSharePlain = (y: number) => percent(formatTick(100 * y))
const HEIGHT = 290

/** "maxLr (ALI-G) or lr (SGD, Adam)" */
function axisName(optimizers: readonly string[]): string {
  const specs = optimizers.map(optimizerSpec)
  const keys = [...new Set(specs.map(({ rateKey }) => rateKey))]
  return keys
    .map((key) => {
      const labels = specs.flatMap(({ rateKey, label }) => (rateKey === key ? [label] : []))
      return `${key} (${labels.join(', ')})`
    })
    .join(' or ')
}

/** What guessing comes to, and where to look for what diverged. */
const levelsOf = ({ lostAt }: SweepLines, guess: number | null) => [
  ...(guess === null ? [] : [{ y: guess, label: 'guessing' }]),
  ...(lostAt === null ? [] : [{ y: lostAt, label: '× diverged' }]),
]

/** Training loss and test accuracy against the rate, with one cursor. */
export function SweepCharts({ settings }: { readonly settings: SweepSettings }) {
  const { low, high, values, optimizers } = settings
  const rates = useMemo(
    () => sweepRates({ low, high, values, optimizers: [], epochs: 1 }),
    [low, high, values],
  )
  const [hoverX, setHoverX] = useState<number | null>(null)
  const list = optimizers.join()
  const spreads = useSpreads(optimizers)
  const data = useSweep((state) => state.base?.experiment.data)
  const classes = data ? dataShape(data).classNames.length : null
  const loss = useMemo(() => sweepLines(spreads, list.split(','), 'trainLoss'), [spreads, list])
  const accuracy = useMemo(
    () => sweepLines(spreads, list.split(','), 'testAccuracy'),
    [spreads, list],
  )
  const lossLevels = useMemo(() => levelsOf(loss, null), [loss])
  const accuracyLevels = useMemo(
    () => levelsOf(accuracy, classes && 1 / classes),
    [accuracy, classes],
  )
  const seeds = Math.max(0, ...spreads.map(({ tried }) => tried))
  const xDomain = useMemo(() => rateDomain(rates), [rates])
  const onHover = useCallback(
    (x: number | null) => setHoverX(x === null ? null : nearestRate(rates, x)),
    [rates],
  )
  const moveX = useCallback(
    (x: number, by: number) => {
      const at = rates.findIndex(
        (rate) => Math.abs(Math.log10(rate) - nearestRate(rates, x)) < 1e-9,
      )
      return Math.log10(rates[Math.min(rates.length - 1, Math.max(0, at + by))]!)
    },
    [rates],
  )
  const shared = {
    ...{ xDomain, hoverX, onHover, moveX },
    formatX: formatRate,
    xLabel: axisName(optimizers),
    legendAtCursor: true,
    xIsWhole: true,
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
        title="Final training loss by rate"
        menu={<ChartMenu title="Final training loss by rate" words={sweepWords} />}
        series={loss.series}
        levels={lossLevels}
        yScale="log"
        yDomain={loss.yDomain}
        formatValue={formatValue}
      />
      <LineChart
        {...shared}
        title="Test accuracy by rate"
        menu={<ChartMenu title="Test accuracy by rate" words={sweepWords} />}
        series={accuracy.series}
        levels={accuracyLevels}
        yScale="linear"
        yDomain={accuracy.yDomain}
        formatY={formatSharePlain}
        formatValue={formatShare}
      />
      <p className="sweep__axis">
        {axisName(optimizers)}, on a logarithmic axis
        {seeds > 1 &&
          `. Lines: median of ${seeds} seeds, bands from the smallest to the largest value`}
      </p>
    </div>
  )
}
