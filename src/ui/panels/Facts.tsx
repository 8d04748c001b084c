import { formatCount } from '../../charts/format'
import { estimateMemory, formatBytes, modelSize } from '../../experiment/memory'
import { Interpolation, useLowestLoss } from './Interpolation'
import { describedSettings } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'

/** Hashes that two people can compare: what a link promises to be equal. */
export function Facts() {
  const hashes = usePlayground((state) => state.session.hashes)
  const memory = usePlayground((state) => estimateMemory(describedSettings(state)).total)
  const count = usePlayground((state) => modelSize(describedSettings(state)))
  const perEpoch = usePlayground((state) => state.session.stepsPerEpoch)
  const lowestLoss = useLowestLoss()
  const rows: [string, string][] = [
    ['memory', `≈ ${formatBytes(memory)}`],
    ['parameters', formatCount(count)],
    ['lowest loss', lowestLoss],
    ['steps/epoch', perEpoch === null ? '–' : formatCount(perEpoch)],
    ['weights', hashes?.weights.slice(0, 8) ?? '–'],
    ['order', hashes?.order.slice(0, 8) ?? '–'],
    ['data', hashes?.data.slice(0, 8) ?? '–'],
  ]
  return (
    <>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Interpolation />
      <p className="panel__note">
        Every run starts from the same weights and sees the same batches in the same order. The
        codes are the first digits of their SHA-256 sums: equal codes, equal conditions.
      </p>
    </>
  )
}
