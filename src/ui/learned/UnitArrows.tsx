import type { Layer } from './weightTiles'

export interface UnitArrowsProps {
  readonly layer: Layer
  readonly label: string
  readonly color: string
}

/** Units that look at two coordinates, each as an arrow from the origin. */
export function UnitArrows({ layer: { shown, weights }, label, color }: UnitArrowsProps) {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) || 1
  const units = Array.from({ length: shown }, (_, unit) => ({
    x: weights[unit]! / most,
    y: weights[shown + unit]! / most,
  }))
  return (
    <svg
      className="learned__arrows"
      viewBox="-1.1 -1.1 2.2 2.2"
      role="img"
      aria-label={`The two weights of ${shown} units of ${label}; the largest is ${most.toPrecision(3)}`}
    >
      <path className="learned__axes" d="M-1.1 0H1.1M0 -1.1V1.1" />
      {units.map(({ x, y }, i) => (
        <g key={i} stroke={color} fill={color}>
          <line x1="0" y1="0" x2={x} y2={-y} strokeWidth="0.018" />
          <circle cx={x} cy={-y} r="0.035" stroke="none" />
        </g>
      ))}
    </svg>
  )
}
