import { formatShare, formatValue } from '../../charts/format'
import type { RunId } from '../../spec/runId'
import { seriesStore, usePlayground } from '../../state/store/store'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'

/** Where a run stands now; on the test images, when they were last looked at. */
export function RunValues({ id }: { readonly id: RunId }) {
  useDrawnVersion()
  const accuracy = usePlayground(({ session }) => session.lastEvaluations.get(id)?.accuracy)
  const series = seriesStore.get(id)
  const clipped = series?.values('clipped').at(-1) === 1
  return (
    <dl className="values">
      <div>
        <dt>
          step size
          <span className={`values__tag ${clipped ? '' : 'values__tag--off'}`}>clipped</span>
        </dt>
        <dd>{formatValue(series?.values('stepSize').at(-1))}</dd>
      </div>
      <div>
        <dt>batch loss</dt>
        <dd>{formatValue(series?.values('loss').at(-1))}</dd>
      </div>
      <div>
        <dt>test accuracy</dt>
        <dd>{formatShare(accuracy)}</dd>
      </div>
    </dl>
  )
}
