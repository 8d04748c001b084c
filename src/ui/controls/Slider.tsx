import { useMemo, type CSSProperties } from 'react'
import type { NumberOption } from '../../spec/hyperparameter'
import { nearestStop, stopsOf, valueWithLimit } from './sliderStops'
import { writeNumber } from './readNumber'

export interface SliderProps {
  readonly option: NumberOption
  readonly value: number | null
  readonly onChange: (value: number) => void
  readonly labelledBy: string
  readonly describedBy?: string
}

/** A native slider over the notches of an option. What comes of a drag is thinned out by the state. */
export function Slider({ option, value, onChange, labelledBy, describedBy }: SliderProps) {
  const sliderStops = useMemo(() => stopsOf(option), [option])
  const shown = value ?? valueWithLimit(option)
  const index = nearestStop(sliderStops, shown)
  return (
    <input
      className="slider"
      type="range"
      min={0}
      max={sliderStops.length - 1}
      step={1}
      value={index}
      disabled={value === null}
      style={{ '--fill': `${(100 * index) / (sliderStops.length - 1)}%` } as CSSProperties}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-valuetext={value === null ? 'no limit' : writeNumber(shown)}
      onChange={(event) => onChange(sliderStops[event.target.valueAsNumber]!)}
    />
  )
}
