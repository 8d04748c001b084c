import { percent } from '../../charts/format'
import type { RunId } from '../../spec/runId'
import { seriesStore } from '../../state/store/store'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { lateShare } from './lateShare'

/** Steps that count as lately. */
const LATELY = 100

/** Tells how often the ball holds a run back: on these steps its radius decides, not the rule. */
export function ProjectionLight(props: { readonly id: RunId }) {
  useDrawnVersion()
  const share = lateShare(seriesStore.get(props.id)?.values('projected'), LATELY)
  const isOn = share !== null && share > 0
  return (
    <p className="projection">
      <span
        className={`projection__light ${isOn ? 'projection__light--on' : ''}`}
        aria-hidden="true"
      />
      {messageOf(share)}
    </p>
  )
}

function messageOf(share: number | null): string {
  if (share === null) return 'ball: no step yet'
  return share > 0
    ? `ball acted on ${percent(Math.round(100 * share))} of the last ${LATELY} steps`
    : `ball not reached in the last ${LATELY} steps`
}
