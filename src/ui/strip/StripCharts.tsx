import { useCallback, useMemo, useState } from 'react'
import { formatShare, formatTick, formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import RechartsPlot from '../../charts/RechartsPlot'
import { stripRates, type StripSettings } from '../../state/strip/settings'
import { useStrip } from '../../state/strip/useStrip'
import { nearestRate, rateDomain, stripLines } from './stripSeries'

const formatRate = (x: number) => formatTick(Number((10 ** x).toPrecision(3)))
const formatSharePlain = (y: number) => `${formatTick(100 * y)} %`
const HEIGHT = 290

/** Training loss and test accuracy against the rate, with one cursor. */
export function StripCharts({ settings }: { readonly settings: StripSettings }) {
  const points = useStrip((state) => state.points)
  const { low, high, values, optimizers } = settings
  const rates = useMemo(
    () => stripRates({ low, high, values, optimizers: [], epochs: 1 }),
    [low, high, values],
  )
  const [hoverX, setHoverX] = useState<number | null>(null)
  const list = optimizers.join()
  const loss = useMemo(() => stripLines(points, list.split(','), 'trainLoss'), [points, list])
  const accuracy = useMemo(
    () => stripLines(points, list.split(','), 'testAccuracy'),
    [points, list],
  )
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
    xLabel: 'maxLr or lr',
    xIsWhole: true,
    height: HEIGHT,
    compact: true,
    plot: RechartsPlot,
    placeholder: (
      <p>
        Press <strong>Run the strip</strong>: a point for every optimizer and value.
      </p>
    ),
  }
  return (
    <div className="strip__charts">
      <LineChart
        {...shared}
        title="Final training loss by rate"
        series={loss.series}
        yScale="log"
        {...(loss.yDomain ? { yDomain: loss.yDomain } : {})}
        formatValue={formatValue}
      />
      <LineChart
        {...shared}
        title="Test accuracy by rate"
        series={accuracy.series}
        yScale="linear"
        {...(accuracy.yDomain ? { yDomain: accuracy.yDomain } : {})}
        formatY={formatSharePlain}
        formatValue={formatShare}
      />
      {points.some(({ divergedAt }) => divergedAt !== null) && (
        <p className="panel__note strip__cross">
          × diverged: stopped because the loss was no longer a sensible number.
        </p>
      )}
    </div>
  )
}
