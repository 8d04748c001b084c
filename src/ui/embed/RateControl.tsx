import type { CSSProperties } from 'react'
import { Swatch } from '../../charts/Swatch'
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import { rateOptionOf } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { useRunStyle } from '../chartPanels/runStyle'
import { OptionControl } from '../controls/OptionControl'

/** The rate of the first run that has a clip, or else of the first run. */
export function RateControl() {
  const place = usePlayground(({ experiment }) =>
    Math.max(
      0,
      experiment.runs.findIndex(({ optimizer }) => optimizerSpec(optimizer).hasUnclipped),
    ),
  )
  const run = usePlayground(({ runs }) => runs[place]!)
  const optimizer = usePlayground(({ experiment }) => experiment.runs[place]!.optimizer)
  const label = usePlayground(({ experiment }) => runLabels(experiment.runs)[place]!)
  const { setHyper } = usePlayground((state) => state.actions)
  const style = useRunStyle(run.id)
  const spec = optimizerSpec(optimizer)
  const option = rateOptionOf(spec)
  if (!option) return null
  return (
    <div
      className="rateControl"
      role="group"
      aria-label={`${spec.rateKey} of ${label}`}
      style={{ '--slider-color': style.color } as CSSProperties}
    >
      <Swatch {...style} />
      <span>{label}</span>
      <OptionControl
        option={option}
        value={run.current[option.key] ?? null}
        onChange={(value) => setHyper(run.id, option.key, value)}
        layout="row"
      />
    </div>
  )
}
