import { formatShare, formatValue } from '../../charts/format'
import { optimizerSpec } from '../../optimizers/specs'
import { stripRates, type StripSettings } from '../../state/strip/settings'
import { useStrip } from '../../state/strip/useStrip'

/** All numbers of the strip. */
export function StripTable({ settings }: { readonly settings: StripSettings }) {
  const points = useStrip((state) => state.points)
  const { optimizers } = settings
  const labels = optimizers.map((id) => optimizerSpec(id).label)
  return (
    <details className="strip__numbers">
      <summary>All numbers</summary>
      <div className="strip__scroll" role="group" aria-label="Table of the strip" tabIndex={0}>
        <table className="strip__table" aria-label="Strip">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                rate
              </th>
              {labels.map((label) => (
                <th key={label} scope="colgroup" colSpan={2}>
                  {label}
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
            {stripRates(settings).map((rate) => (
              <tr key={rate}>
                <th scope="row">{rate}</th>
                {optimizers.flatMap((id) => {
                  const point = points.find((one) => one.optimizer === id && one.rate === rate)
                  const isLost = point !== undefined && point.divergedAt !== null
                  const step = point?.divergedAt?.toLocaleString('en-US')
                  return isLost
                    ? [
                        <td key={id} colSpan={2}>
                          diverged at step {step}
                        </td>,
                      ]
                    : [
                        <td key={`${id} l`}>{formatValue(point?.trainLoss)}</td>,
                        <td key={`${id} a`}>{formatShare(point?.testAccuracy)}</td>,
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
