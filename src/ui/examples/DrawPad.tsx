import {
  useEffect,
  useImperativeHandle,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
} from 'react'
import type { Drawing } from './digit'

/** Side of the drawing in its own pixels, whatever size it has on the screen. */
const PAD = 196
/** Width of a stroke: a tenth of the pad, as pens are to the digits of MNIST. */
const STROKE = PAD / 11
/** What an arrow key moves the pen by. */
const STEP = PAD / 28

export interface DrawPadHandle {
  readonly clear: () => void
}

export interface DrawPadProps {
  readonly ref: Ref<DrawPadHandle>
  /** After every stroke's piece; null where the pad is empty again. */
  readonly onDrawing: (drawing: Drawing | null) => void
}

/** Where the pen of the keys begins: room to draw downwards. */
const START: Point = { x: PAD / 2, y: PAD / 5 }

interface Point {
  readonly x: number
  readonly y: number
}

/** A place to draw with mouse, finger, pen, or the arrow keys (Space sets the pen down and up). */
export function DrawPad({ ref, onDrawing }: DrawPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pen = useRef<Point>(START)
  const isDown = useRef(false)
  const cursor = useRef<HTMLSpanElement>(null)

  const context = () => canvas.current?.getContext('2d', { willReadFrequently: true }) ?? null
  const showCursor = () => {
    const { style } = cursor.current!
    style.left = `${(100 * pen.current.x) / PAD}%`
    style.top = `${(100 * pen.current.y) / PAD}%`
    cursor.current!.dataset['down'] = String(isDown.current)
  }
  const clear = () => {
    const drawing = context()
    if (!drawing) return
    drawing.fillStyle = '#000'
    drawing.fillRect(0, 0, PAD, PAD)
    pen.current = START
    isDown.current = false
    showCursor()
    onDrawing(null)
  }
  useImperativeHandle(ref, () => ({ clear }))
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d', { willReadFrequently: true })
    drawing?.fillRect(0, 0, PAD, PAD)
  }, [])

  const read = () => {
    const data = context()?.getImageData(0, 0, PAD, PAD).data
    if (!data) return
    const ink = Float32Array.from({ length: PAD * PAD }, (_, i) => data[4 * i]! / 255)
    onDrawing({ ink, size: PAD })
  }
  const moveTo = (to: Point) => {
    const drawing = context()
    if (isDown.current && drawing) {
      drawing.strokeStyle = '#fff'
      drawing.lineWidth = STROKE
      drawing.lineCap = 'round'
      drawing.lineJoin = 'round'
      drawing.beginPath()
      drawing.moveTo(pen.current.x, pen.current.y)
      drawing.lineTo(to.x, to.y)
      drawing.stroke()
      read()
    }
    pen.current = to
    showCursor()
  }

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect()
    return { x: ((clientX - left) / width) * PAD, y: ((clientY - top) / height) * PAD }
  }
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pen.current = placeOf(event)
    isDown.current = true
    moveTo(pen.current)
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (isDown.current && event.currentTarget.hasPointerCapture(event.pointerId))
      moveTo(placeOf(event))
  }
  const up = () => {
    isDown.current = false
    showCursor()
  }
  const key = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    }
    const [x, y] = moves[event.key] ?? [0, 0]
    const within = (value: number) => Math.min(Math.max(value, STEP), PAD - STEP)
    if (event.key === ' ') {
      isDown.current = !isDown.current
      moveTo(pen.current)
    } else if (event.key in moves)
      moveTo({ x: within(pen.current.x + x * STEP), y: within(pen.current.y + y * STEP) })
    else if (event.key === 'Delete' || event.key === 'Backspace') clear()
    else return
    // Neither the page nor its keys may act on these.
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="pad">
      <canvas
        ref={canvas}
        width={PAD}
        height={PAD}
        tabIndex={0}
        role="application"
        aria-label="Drawing pad"
        aria-describedby="pad-help"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={key}
      />
      <span ref={cursor} className="pad__cursor" aria-hidden="true" />
    </div>
  )
}
