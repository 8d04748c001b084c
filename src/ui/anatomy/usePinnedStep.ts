import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'

/** A pointer that has gone further was a drag, which zooms. */
const STILL = 4

export interface PinnedStep {
  readonly step: number | null
  readonly unpin: () => void
  /** For the element around the charts. */
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onClick: (event: MouseEvent) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

const isInPlot = (target: EventTarget) =>
  target instanceof Element &&
  target.closest('.chart__plot') !== null &&
  target.closest('.anatomy') === null

/**
 * A step of the charts that stays shown when the cursor has gone: by a click or Enter where the
 * cursor is, and let go by the same again.
 * @param hoverStep step under the cursor
 */
export function usePinnedStep(hoverStep: number | null): PinnedStep {
  const [step, setStep] = useState<number | null>(null)
  const pressedAt = useRef({ x: 0, y: 0 })
  const toggle = () => {
    if (hoverStep !== null) setStep(hoverStep === step ? null : hoverStep)
  }
  return {
    step,
    unpin: () => setStep(null),
    handlers: {
      onPointerDown: ({ clientX, clientY }) => {
        pressedAt.current = { x: clientX, y: clientY }
      },
      onClick: ({ target, clientX, clientY }) => {
        const moved = Math.hypot(clientX - pressedAt.current.x, clientY - pressedAt.current.y)
        if (isInPlot(target) && moved <= STILL) toggle()
      },
      onKeyDown: ({ key, target }) => {
        if (key === 'Enter' && isInPlot(target)) toggle()
      },
    },
  }
}
