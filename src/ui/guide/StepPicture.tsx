/**
 * The step of ALI-G as a picture: the loss of one batch along the negative gradient, the tangent
 * at the current weights, where it meets zero, and maxLr. Drawn from numbers, so that it is true.
 */

const WIDTH = 460
const HEIGHT = 264
const LEFT = 40
const RIGHT = 20
const TOP = 22
const BOTTOM = 60

/** Loss along the step; 1 at 0, smallest at 0.72. */
const lossAt = (step: number) => 0.1 + 0.9 * ((step - 0.72) / 0.72) ** 2
const SLOPE = -1.8 / 0.72
/** Where the tangent meets zero. */
const UNCLIPPED = -1 / SLOPE
const MAX_LR = 0.24

const x = (step: number) => LEFT + (step / 1.05) * (WIDTH - LEFT - RIGHT)
const y = (loss: number) => HEIGHT - BOTTOM - (loss / 1.06) * (HEIGHT - TOP - BOTTOM)

const curve = Array.from({ length: 61 }, (_, i) => (1.05 * i) / 60)
  .map((step, i) => `${i === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(lossAt(step)).toFixed(1)}`)
  .join('')

export function StepPicture() {
  return (
    <figure className="picture">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label="The loss of a batch falls along the negative gradient in a curve. Its tangent at the present weights meets zero at the unclipped step; maxLr lies before it, and there the step ends."
      >
        <path className="picture__axis" d={`M${x(0)} ${TOP - 6}V${y(0)}H${WIDTH - RIGHT}`} />
        <path className="picture__curve" d={curve} />
        <path className="picture__tangent" d={`M${x(0)} ${y(1)}L${x(UNCLIPPED)} ${y(0)}`} />
        <path className="picture__limit" d={`M${x(MAX_LR)} ${TOP + 8}V${y(0)}`} />
        <path
          className="picture__taken"
          d={`M${x(0)} ${y(0) + 14}H${x(MAX_LR) - 1}m-7 -4.5l7 4.5l-7 4.5`}
        />
        <circle className="picture__start" cx={x(0)} cy={y(1)} r="4.5" />
        <circle className="picture__zero" cx={x(UNCLIPPED)} cy={y(0)} r="4.5" />
        <circle className="picture__landing" cx={x(MAX_LR)} cy={y(lossAt(MAX_LR))} r="4.5" />
        <text x={x(0) + 12} y={y(1) + 2}>
          loss ℓ now
        </text>
        <text x={x(0.83)} y={y(lossAt(0.83)) - 14} textAnchor="middle">
          loss of this batch
        </text>
        <text x={x(MAX_LR) + 7} y={TOP + 18}>
          maxLr
        </text>
        <text x={x(UNCLIPPED) + 9} y={y(0) - 9}>
          ℓ / ‖g‖²
        </text>
        <text x={x(0)} y={y(0) + 36}>
          step taken
        </text>
        <text x={WIDTH - RIGHT} y={y(0) + 20} textAnchor="end" className="picture__note">
          step size γ along −g →
        </text>
        <text
          className="picture__note"
          textAnchor="middle"
          transform={`translate(${LEFT - 14} ${y(0.5)}) rotate(-90)`}
        >
          loss
        </text>
      </svg>
      <figcaption>
        The dashed tangent promises a loss of 0 at ℓ / ‖g‖². The loss is a curve, so the promise is
        trusted up to <code>maxLr</code> only.
      </figcaption>
    </figure>
  )
}
