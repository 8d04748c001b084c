import { formatCount, formatShare, formatValue } from '../../charts/format'
import { optimizerSpec } from '../../optimizers/specs'
import { sweepRates, xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import type { Spread, SweepSpread } from '../../state/sweep/sweepSpread'
import { describeFailures, failedText } from './sweepSeries'
import { useSpreads } from './useSpreads'

/** All numbers of the sweep. */
export function SweepTable({ settings }: { readonly settings: SweepSettings }) {
  const { optimizers } = settings
  const spreads = useSpreads(settings)
  return (
    <details className="sweep__numbers">
      <summary>All numbers</summary>
      <div className="sweep__scroll" role="group" aria-label="Table of the strip" tabIndex={0}>
        <table className="sweep__table" aria-label="Strip">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {xAxis(settings).key}
              </th>
              {optimizers.map((id) => (
                <th key={id} scope="colgroup" colSpan={2}>
                  {optimizerSpec(id).label}
                </th>
              ))}
            </tr>
            <tr>
              {optimizers.flatMap((id) => [
                <th key={`${id} l`} scope="col">
                  training loss
                </th>,
                <th key={`${id} a`} scope="col">
                  test accuracy
                </th>,
              ])}
            </tr>
          </thead>
          <tbody>
            {sweepRates(settings).map((rate) => (
              <tr key={rate}>
                <th scope="row">{rate}</th>
                {optimizers.flatMap((id) => {
                  const at = spreads.find((one) => one.optimizer === id && one.x === rate)
                  const lost = describeFailures(at)
                  const failed = at && at.tried > 1 ? failedText(at) : null
                  return lost !== null && !at?.testAccuracy
                    ? [
                        <td key={id} colSpan={2}>
                          diverged {lost}
                        </td>,
                      ]
                    : [
                        <td key={`${id} l`}>{withRange(at?.trainLoss, formatValue)}</td>,
                        <td key={`${id} a`}>
                          {withRange(at?.testAccuracy, formatShare)}
                          {lost && <span className="sweep__range">{lost} diverged</span>}
                          {failed && failed !== lost && (
                            <span className="sweep__range">{failed} failed</span>
                          )}
                          {settings.target !== undefined && at && (
                            <span className="sweep__range">{stepsText(at)}</span>
                          )}
                        </td>,
                      ]
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** "120 steps to the target" */
const stepsText = ({ stepsToTarget }: SweepSpread) =>
  stepsToTarget ? `${formatCount(stepsToTarget.median)} steps to the target` : 'target not reached'

/** The median, and below it how far the seeds lie apart. */
function withRange(
  spread: Spread | null | undefined,
  format: (value: number | null | undefined) => string,
) {
  return (
    <>
      {format(spread?.median)}
      {spread && spread.low < spread.high && (
        <span className="sweep__range">
          {format(spread.low)} to {format(spread.high)}
        </span>
      )}
    </>
  )
}
