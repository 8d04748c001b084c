import { useEffect, useMemo, useState, type CSSProperties } from 'react'
import type { NumberOption } from '../../spec/hyperparameter'
import { nearestStop, stopsOf, valueWithLimit } from './sliderStops'
import { writeNumber } from './readNumber'
import { useThrottled } from './useThrottled'

export interface SliderProps {
  readonly option: NumberOption
  readonly value: number | null
  readonly onChange: (value: number) => void
  readonly labelledBy: string
  readonly describedBy?: string
}

/** Milliseconds between two values that a drag sends on. */
const INTERVAL = 100
/** How long a chosen value is shown before it has come back as the value in force. */
const PATIENCE = 1000

/** A native slider over the notches of an option. */
export function Slider({ option, value, onChange, labelledBy, describedBy }: SliderProps) {
  const sliderStops = useMemo(() => stopsOf(option), [option])
  const [draft, setDraft] = useState<number | null>(null)
  const send = useThrottled(INTERVAL)

  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(() => setDraft(null), PATIENCE)
    return () => clearTimeout(timer)
  }, [draft, value])

  const shown = draft ?? value ?? valueWithLimit(option)
  const index = nearestStop(sliderStops, shown)
  const choose = (next: number) => {
    const chosen = sliderStops[next]!
    setDraft(chosen)
    send.call(() => onChange(chosen))
  }
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
      onChange={(event) => choose(event.target.valueAsNumber)}
      onPointerUp={send.flush}
      onBlur={send.flush}
    />
  )
}
