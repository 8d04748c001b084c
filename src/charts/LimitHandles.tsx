/** Grips at the right ends of lines that a person sets. The slider of the same value is the way by keys. */
import { useState, type PointerEvent } from 'react'
import type { PlotFrame } from './layout'
import { pointIn } from './pointIn'
import { fromPixelY, toPixelY } from './scale'
import type { Domain } from './types'

export interface LimitHandle {
  readonly id: string
  readonly value: number
  /** "maxLr 0.2" */
  readonly label: string
  readonly color: string
  /** Any number is asked for; what becomes of it comes back as `value`. */
  readonly onChange: (value: number) => void
}

export interface LimitHandlesProps extends PlotFrame {
  readonly handles: readonly LimitHandle[]
  /** The ends of the axis are to stand while a grip is held; null when it is let go. */
  readonly onHold: (yDomain: Domain | null) => void
}

/** Grips that would lie on each other stand beside each other. */
const NEAR = 16

export function LimitHandles({ handles, onHold, ...frame }: LimitHandlesProps) {
  const { area, yDomain, yScale } = frame
  const [held, setHeld] = useState<string | null>(null)
  const shown = handles
    .filter(({ id, value }) => id === held || (value >= yDomain[0] && value <= yDomain[1]))
    .map((handle) => {
      const y = toPixelY(handle.value, yDomain, yScale, area)
      return { ...handle, y: Math.min(area.top + area.height, Math.max(area.top, y)) }
    })
  const letGo = () => {
    setHeld(null)
    onHold(null)
  }
  return shown.map(({ id, y, label, color, onChange }, i) => {
    const before = shown.slice(0, i).filter((other) => Math.abs(other.y - y) < NEAR).length
    const move = (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation()
      if (held !== id) return
      const { y } = pointIn(event.currentTarget.offsetParent as HTMLElement, event)
      onChange(fromPixelY(y, yDomain, yScale, area))
    }
    return (
      <div
        key={id}
        className={`chart__handle ${held === id ? 'chart__handle--held' : ''}`}
        aria-hidden="true"
        title={`Drag to change ${label}`}
        style={{ left: area.left + area.width - NEAR * before, top: y, color }}
        onPointerDown={(event) => {
          event.stopPropagation()
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setHeld(id)
          onHold(yDomain)
        }}
        onPointerMove={move}
        onPointerUp={(event) => {
          event.stopPropagation()
          letGo()
        }}
        onPointerCancel={letGo}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <span className="chart__handleWords">{label}</span>
      </div>
    )
  })
}
