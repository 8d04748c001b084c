import { memo, useMemo } from 'react'
import { Marker } from '../../charts/Marker'
import { Swatch } from '../../charts/Swatch'
import type { LandscapeReport } from '../../state/session/session'
import type { RunView } from '../chartPanels/runViews'
import {
  apart,
  contourLines,
  nowOf,
  PICTURE,
  tangentLine,
  toPixels,
  type Place,
} from './contourPicture'
import { short } from './rateTestPicture'

/** Each contour shades what lies above it by so much. */
const SHADE = 0.045

export interface LandscapePictureProps {
  readonly report: LandscapeReport
  readonly runs: readonly Pick<RunView, 'id' | 'label' | 'style'>[]
}

/** Contours of the loss, the paths of the runs from above, and where ALI-G's tangent is 0. */
export const LandscapePicture = memo(function LandscapePicture(props: LandscapePictureProps) {
  const { report, runs } = props
  const lines = useMemo(() => contourLines(report), [report])
  const labelled = useMemo(() => apart(lines), [lines])
  const place = (at: Place) => toPixels(report, at)
  const now = nowOf(report)
  const start = place({ x: 0, y: 0 })
  const tangent = tangentLine(report)
  const paths = report.paths.flatMap((path) => {
    const run = runs.find(({ id }) => id === path.run)
    return run ? [{ ...run, places: path.places.map(place) }] : []
  })
  return (
    <figure className="landscape__figure">
      <svg
        className="landscape__picture"
        viewBox={`0 0 ${PICTURE} ${PICTURE}`}
        role="img"
        aria-label="Contours of the loss over the plane, with the paths of the runs; the sentences beside it say what it shows"
      >
        <rect width={PICTURE} height={PICTURE} className="landscape__ground" />
        {lines.map(({ level, d }) => (
          <path key={level} d={d} className="landscape__contour" fillOpacity={SHADE} />
        ))}
        {labelled.map(({ level, label }) => (
          <text key={level} x={label!.x} y={label!.y} className="landscape__level">
            {short(level)}
          </text>
        ))}
        {tangent && <TangentLine from={place(tangent[0])} to={place(tangent[1])} />}
        {paths.map(({ id, style, places }) => (
          <g key={id}>
            <polyline
              points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
              className="landscape__path"
              stroke={style.color}
              strokeDasharray={style.dash}
            />
            {places.slice(1).map(({ x, y }, i) => (
              <Marker
                key={i}
                {...{ x, y }}
                shape={style.marker}
                color={style.color}
                scale={i === places.length - 2 ? 1.3 : 0.5}
              />
            ))}
          </g>
        ))}
        <Named at={start} text="start" />
        {now && <Named at={place(now)} text="now" />}
      </svg>
      <figcaption className="landscape__legend">
        {paths.map(({ id, label, style }) => (
          <span key={id}>
            <Swatch {...style} /> {label}
          </span>
        ))}
        {tangent && <span>dotted: the tangent at the weights now is 0</span>}
        <span>the stronger the shade, the higher the loss</span>
      </figcaption>
    </figure>
  )
})

function TangentLine({ from, to }: { readonly from: Place; readonly to: Place }) {
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} className="landscape__tangent" />
}

const Named = ({ at, text }: { readonly at: Place; readonly text: string }) => (
  <text x={at.x + 7} y={at.y - 7} className="landscape__name">
    {text}
  </text>
)
