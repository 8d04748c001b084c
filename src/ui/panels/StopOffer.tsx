import { formatCount } from '../../charts/format'
import { fields } from '../../experiment/fields'
import { usePlayground } from '../../state/store/store'

/** Epochs that are offered where seeds are to be repeated without an end. */
const OFFERED_EPOCHS = 3

/** Offers a last step where several seeds are asked for and none is set. */
export function StopOffer() {
  const isOpen = usePlayground(({ experiment }) => experiment.seeds > 1 && !experiment.steps)
  const seeds = usePlayground(({ experiment }) => experiment.seeds)
  const perEpoch = usePlayground(({ experiment }) =>
    Math.max(1, Math.floor(experiment.examples / experiment.batch)),
  )
  const { patchExperiment } = usePlayground((state) => state.actions)
  if (!isOpen) return null
  const steps = Math.min(fields.steps.max, OFFERED_EPOCHS * perEpoch)
  return (
    <div className="pending" role="group" aria-label="A last step for every seed">
      <p>To go through {seeds} seeds one after the other, training has to end for each of them.</p>
      <button
        type="button"
        className="button button--primary"
        onClick={() => patchExperiment({ steps })}
      >
        Stop after {OFFERED_EPOCHS} epochs ({formatCount(steps)} steps)
      </button>
    </div>
  )
}
