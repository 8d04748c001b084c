import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import { pointIn } from './pointIn'
import type { PlotArea } from './scale'
import type { Domain } from './types'
import { draggedDomain, SHORTEST_DRAG, zoomAround } from './zoom'

export interface CursorSetup {
  readonly area: PlotArea
  readonly xDomain: Domain
  /** Where there is something to read: the axis may be longer than the lines. */
  readonly reach: Domain
  readonly hoverX: number | null
  readonly onHover: (x: number | null) => void
  /** x moved by so many of the things that the lines are made of. */
  readonly moveX: (x: number, by: number) => number
  /** Another stretch of x is asked for; null for all of it. Absent: no zoom. */
  readonly onZoom: ((domain: Domain | null) => void) | undefined
  /** A place is to stay marked, or no longer. Absent: nothing can be. */
  readonly onPin: ((x: number) => void) | undefined
}

export interface Cursor {
  /** The cursor is in this chart, and not in another one that shares it. */
  readonly isHere: boolean
  /** What is being dragged over. */
  readonly selection: Domain | null
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: () => void
    readonly onPointerLeave: () => void
    readonly onDoubleClick: (event: MouseEvent) => void
    readonly onBlur: () => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

const clampTo = (x: number, [low, high]: Domain) => Math.min(high, Math.max(low, x))
const ZOOM_KEYS: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2, _: 2 }

/** The cursor of a chart: mouse, pen, finger and keys; a drag selects a stretch to zoom to. */
export function useCursor(setup: CursorSetup): Cursor {
  const { area, xDomain, reach, hoverX, onHover, moveX, onZoom, onPin } = setup
  const [isHere, setHere] = useState(false)
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null)

  const pressed = useRef<number | null>(null)

  const xOf = (event: PointerEvent<HTMLElement>) => {
    const share = (pointIn(event.currentTarget, event).x - area.left) / area.width
    return xDomain[0] + share * (xDomain[1] - xDomain[0])
  }
  const margin = 0.02 * (xDomain[1] - xDomain[0])
  const point = (x: number) => {
    const inside = x >= xDomain[0] - margin && x <= xDomain[1] + margin
    setHere(inside)
    onHover(inside ? clampTo(x, reach) : null)
  }
  const leave = () => {
    setHere(false)
    setDrag(null)
    onHover(null)
  }

  return {
    isHere: isHere && hoverX !== null,
    selection: drag && draggedDomain(drag.from, drag.to, xDomain, area),
    handlers: {
      onPointerMove: (event) => {
        const x = xOf(event)
        if (drag) setDrag({ ...drag, to: clampTo(x, xDomain) })
        point(x)
      },
      onPointerDown: (event) => {
        const x = xOf(event)
        point(x)
        pressed.current = event.button === 0 ? event.clientX : null
        // A finger reads values and scrolls the page; it zooms with the buttons.
        if (!onZoom || event.pointerType === 'touch' || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = clampTo(x, xDomain)
        setDrag({ from, to: from })
      },
      onPointerUp: (event) => {
        const selected =
          drag && draggedDomain(drag.from, clampTo(xOf(event), xDomain), xDomain, area)
        setDrag(null)
        if (selected) return onZoom?.(selected)
        const isClick =
          pressed.current !== null && Math.abs(event.clientX - pressed.current) < SHORTEST_DRAG
        pressed.current = null
        if (isClick) onPin?.(clampTo(xOf(event), reach))
      },
      onPointerCancel: () => {
        pressed.current = null
        setDrag(null)
      },
      onPointerLeave: leave,
      onDoubleClick: () => onZoom?.(null),
      onBlur: leave,
      onKeyDown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const x = hoverX ?? reach[1]
        const zoom = ZOOM_KEYS[event.key]
        if (onZoom && zoom !== undefined) {
          event.preventDefault()
          return onZoom(zoomAround(xDomain, clampTo(x, xDomain), zoom))
        }
        if (onZoom && event.key === '0') {
          event.preventDefault()
          return onZoom(null)
        }
        if (event.key === 'Escape' && drag) return setDrag(null)
        // Without a cursor to hide, Escape is for what lies around the chart.
        if (event.key === 'Escape' && hoverX === null) return
        if (onPin && event.key === 'Enter' && hoverX !== null) {
          event.preventDefault()
          return onPin(hoverX)
        }
        const next = movedBy(event.key, x, reach, moveX)
        if (next === undefined) return
        event.preventDefault()
        setHere(next !== null)
        onHover(next)
      },
    },
  }
}

/** Where a key takes the cursor; null hides it, undefined means that the key is not ours. */
function movedBy(
  key: string,
  x: number,
  reach: Domain,
  moveX: CursorSetup['moveX'],
): number | null | undefined {
  const page = (reach[1] - reach[0]) / 20
  const next: Record<string, () => number> = {
    ArrowLeft: () => moveX(x, -1),
    ArrowDown: () => moveX(x, -1),
    ArrowRight: () => moveX(x, 1),
    ArrowUp: () => moveX(x, 1),
    PageDown: () => Math.min(moveX(x, -1), x - page),
    PageUp: () => Math.max(moveX(x, 1), x + page),
    Home: () => reach[0],
    End: () => reach[1],
  }
  if (key === 'Escape') return null
  return Object.hasOwn(next, key) ? clampTo(next[key]!(), reach) : undefined
}
