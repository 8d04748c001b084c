import { useLayoutEffect, useRef } from 'react'
import type { PlotFrame } from '../../charts/layout'
import { toPixelX, toPixelY } from '../../charts/scale'
import { formatNumber } from '../../experiment/optionText'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'
import { lossAt } from './lossAlongGradientSeries'

export interface StepBallProps {
  readonly frame: PlotFrame
  readonly report: LossAlongGradient
  /** How far the step goes. */
  readonly stepSize: number
  /** Where it may not go further; null without a limit. */
  readonly wall: { readonly key: string; readonly at: number } | null
  /** The wall stops it. */
  readonly isClipped: boolean
  readonly tangentZero: number
  readonly color: string
  readonly isTaken: boolean
  readonly moveMs: number
}

const RADIUS = 7
/** Soft at both ends. */
const eased = (share: number) => share * share * (3 - 2 * share)

const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** The step as a ball on the curve, the wall at the clip, and where the tangent meets zero. */
export function StepBall(props: StepBallProps) {
  const { frame, report, stepSize, wall, isClipped, tangentZero, isTaken, moveMs } = props
  const { area, xDomain, yDomain, yScale } = frame
  const ball = useRef<SVGGElement>(null)
  const bottom = area.top + area.height
  const xAt = (stepSize: number) => toPixelX(stepSize, xDomain, area)

  useLayoutEffect(() => {
    const place = (share: number) => {
      const at = share * stepSize
      const y = Math.min(yDomain[1], lossAt(report, at) ?? report.loss)
      ball.current?.setAttribute(
        'transform',
        `translate(${toPixelX(at, xDomain, area)} ${toPixelY(y, yDomain, yScale, area)})`,
      )
    }
    if (!isTaken) return place(0)
    if (moveMs === 0 || prefersStill()) return place(1)
    let frameId = 0
    let start: number | null = null
    const move = (now: number) => {
      start ??= now
      const share = Math.min(1, (now - start) / moveMs)
      place(eased(share))
      if (share < 1) frameId = requestAnimationFrame(move)
    }
    frameId = requestAnimationFrame(move)
    return () => cancelAnimationFrame(frameId)
  }, [area, xDomain, yDomain, yScale, report, stepSize, isTaken, moveMs])

  const isWallIn = wall !== null && wall.at <= xDomain[1]
  const wallX = wall && isWallIn ? xAt(wall.at) : area.left + area.width
  const isRoom = wallX < area.left + area.width - 90
  return (
    <svg className="chart__layer" aria-hidden="true">
      {wall && isWallIn && (
        <>
          <rect
            className={`wall__beyond ${isClipped ? 'wall__beyond--hit' : ''}`}
            x={wallX}
            y={area.top}
            width={Math.max(0, area.left + area.width - wallX)}
            height={area.height}
          />
          <line
            className={`wall ${isClipped ? 'wall--hit' : ''}`}
            x1={wallX}
            x2={wallX}
            y1={area.top}
            y2={bottom}
          />
        </>
      )}
      {wall && (
        <text
          className="wall__label"
          x={isRoom && isWallIn ? wallX + 6 : wallX - 6}
          y={area.top + 12}
          textAnchor={isRoom && isWallIn ? 'start' : 'end'}
        >
          {wall.key} {formatNumber(Number(wall.at.toPrecision(3)))}
          {!isWallIn && ' →'}
        </text>
      )}
      {tangentZero <= xDomain[1] && (
        <circle className="tangentZero" cx={xAt(tangentZero)} cy={bottom} r="4" />
      )}
      <g ref={ball}>
        <circle
          className={`ball ${isClipped && isTaken ? 'ball--clipped' : ''}`}
          r={RADIUS}
          fill={props.color}
        />
      </g>
    </svg>
  )
}
