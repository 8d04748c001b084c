import { useId, type CSSProperties } from 'react'
import { Swatch } from '../../charts/Swatch'
import { runLabels } from '../../experiment/labels'
import type { RunId } from '../../spec/runId'
import { rateOptionOf, type OptimizerSpec } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { useRunStyle } from '../chartPanels/runStyle'
import { NumberField } from '../controls/NumberField'
import { Slider } from '../controls/Slider'

export interface LectureRateProps {
  readonly id: RunId
  readonly spec: OptimizerSpec
}

/** The limit or the rate of the run whose step is looked at. */
export function LectureRate({ id, spec }: LectureRateProps) {
  const current = usePlayground(({ runs }) => runs.find((run) => run.id === id)?.current)
  const label = usePlayground(
    ({ runs, experiment }) =>
      runLabels(experiment.runs)[runs.findIndex((run) => run.id === id)] ?? '',
  )
  const { setHyper } = usePlayground((state) => state.actions)
  const style = useRunStyle(id)
  const place = useId()
  const [field, words] = [`${place}f`, `${place}w`]
  const option = rateOptionOf(spec)
  if (option?.kind !== 'number' || !current) return null
  const value = current[option.key]
  const shared = { option, value: typeof value === 'number' ? value : null }
  const change = (next: number | null) => setHyper(id, option.key, next)
  return (
    <div
      className="lecture__rate"
      role="group"
      aria-label={`${option.key} of ${label}`}
      style={{ '--slider-color': style.color } as CSSProperties}
    >
      <Swatch {...style} />
      <span className="lecture__run">{label}</span>
      <label id={words} htmlFor={field}>
        {option.key}
      </label>
      <Slider {...shared} onChange={change} labelledBy={words} />
      <NumberField {...shared} onCommit={change} id={field} />
    </div>
  )
}
