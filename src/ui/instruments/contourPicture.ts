/** What a picture of the landscape is made of, in pixels of a square. Pure. */
import { contours } from 'd3-contour'
import type { LandscapeReport } from '../../state/session/session'

/** Length of a side of the picture. */
export const PICTURE = 400
/** Contours, with equal ratios of the loss between them. */
const LEVELS = 14
/** Decades of the loss that they cover at most, from the highest down. */
const MOST_DECADES = 5
/** In place of a loss that is no number. */
const BEYOND = 10

export interface Place {
  readonly x: number
  readonly y: number
}

export interface ContourLine {
  readonly level: number
  /** Where the loss is above the level. */
  readonly d: string
  /** A place on its edge for its number; absent where there is no room. */
  readonly label?: Place
}

type Framed = Pick<LandscapeReport, 'low' | 'size'>

/** From the plane to pixels. */
export const toPixels = ({ low, size }: Framed, { x, y }: Place): Place => ({
  x: ((x - low.x) / size) * PICTURE,
  y: PICTURE - ((y - low.y) / size) * PICTURE,
})

const known = (losses: Float32Array) => Array.from(losses).filter(Number.isFinite)

/** Losses with equal ratios, inside those that were found. */
export function levelsOf(losses: Float32Array): number[] {
  const found = known(losses)
  const high = Math.max(...found)
  if (found.length === 0 || !(high > 0)) return []
  const low = Math.max(Math.min(...found), high * 10 ** -MOST_DECADES)
  const ratio = (high / low) ** (1 / (LEVELS + 1))
  if (!(ratio > 1.0001)) return []
  return Array.from({ length: LEVELS }, (_, i) => low * ratio ** (i + 1))
}

/** Lines of equal loss over the rows that are done. */
export function contourLines({ losses, side, done }: LandscapeReport): ContourLine[] {
  const rows = Math.floor(done / side)
  if (rows < 2) return []
  const part = losses.subarray(0, rows * side)
  const levels = levelsOf(part)
  const top = BEYOND * Math.max(...known(part))
  const values = Array.from(part, (loss) => (Number.isFinite(loss) ? loss : top))
  const scale = PICTURE / (side - 1)
  // A value belongs to the middle of its cell.
  const at = ([x, y]: readonly number[]): Place => ({
    x: (x! - 0.5) * scale,
    y: PICTURE - (y! - 0.5) * scale,
  })
  return contours()
    .size([side, rows])
    .thresholds(levels)(values)
    .map(({ value, coordinates }) => {
      const rings = coordinates.flat().map((ring) => ring.map(at))
      const label = labelPlace(rings.flat())
      return { level: value, d: rings.map(pathOf).join(''), ...(label ? { label } : {}) }
    })
}

const pathOf = (ring: readonly Place[]): string =>
  `${ring.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}Z`

/** Pixels from the edges within which nothing is labelled: so much room a number takes. */
const EDGE = 18
const WIDTH = 44
const HEIGHT = 15

/** The place on a line that lies furthest to the top right, inside the picture. */
function labelPlace(places: readonly Place[]): Place | undefined {
  const inside = places.filter(
    ({ x, y }) => x > EDGE && x < PICTURE - WIDTH && y > EDGE && y < PICTURE - EDGE,
  )
  const far = ({ x, y }: Place) => x - y
  return inside.reduce<Place | undefined>(
    (best, place) => (best && far(best) >= far(place) ? best : place),
    undefined,
  )
}

/** Labels that do not lie on one another, the lowest loss first. */
export function apart(lines: readonly ContourLine[]): readonly ContourLine[] {
  const kept: ContourLine[] = []
  for (const line of lines) {
    const { label } = line
    const isFree = kept.every(
      (one) =>
        Math.abs(one.label!.x - (label?.x ?? 0)) > WIDTH ||
        Math.abs(one.label!.y - (label?.y ?? 0)) > HEIGHT,
    )
    if (label && isFree) kept.push(line)
  }
  return kept
}

/** Where the run is now. */
export const nowOf = ({ paths, run }: LandscapeReport): Place | undefined =>
  paths.find((path) => path.run === run)?.places.at(-1)

/** How far the line on which the tangent is 0 lies from the weights now, in the plane. */
export const tangentDistance = ({ tangent: { loss, x, y } }: LandscapeReport): number =>
  loss / Math.hypot(x, y)

/**
 * The ends, in the plane, of the part of the line that is in sight on which the tangent at the
 * weights now is 0; null where none is.
 */
export function tangentLine(report: LandscapeReport): readonly [Place, Place] | null {
  const { tangent, low, size } = report
  const now = nowOf(report)
  const slope = Math.hypot(tangent.x, tangent.y)
  if (!now || !(slope > 0) || !Number.isFinite(tangent.loss)) return null
  const foot = {
    x: now.x - (tangent.loss * tangent.x) / slope ** 2,
    y: now.y - (tangent.loss * tangent.y) / slope ** 2,
  }
  const along = { x: -tangent.y / slope, y: tangent.x / slope }
  // From where to where the line, foot + t along, lies between the sides.
  let [from, to] = [-Infinity, Infinity]
  for (const axis of ['x', 'y'] as const) {
    const [near, far] = [low[axis] - foot[axis], low[axis] + size - foot[axis]]
    if (along[axis] === 0) {
      if (near > 0 || far < 0) return null
      continue
    }
    const ends = [near / along[axis], far / along[axis]].sort((a, b) => a - b)
    from = Math.max(from, ends[0]!)
    to = Math.min(to, ends[1]!)
  }
  if (!(from < to)) return null
  const at = (t: number): Place => ({ x: foot.x + t * along.x, y: foot.y + t * along.y })
  return [at(from), at(to)]
}

/** The lowest loss that was found, and how far from the weights now. */
export function lowestOf(report: LandscapeReport): { loss: number; distance: number } | null {
  const { losses, side, low, size } = report
  const now = nowOf(report)
  let best = -1
  losses.forEach((loss, i) => {
    if (Number.isFinite(loss) && (best < 0 || loss < losses[best]!)) best = i
  })
  if (best < 0 || !now) return null
  const place = placeOf(best, { side, low, size })
  return { loss: losses[best]!, distance: Math.hypot(place.x - now.x, place.y - now.y) }
}

/** Where a point of the grid lies on the plane. */
export const placeOf = (i: number, { side, low, size }: Framed & { side: number }): Place => ({
  x: low.x + (size * (i % side)) / (side - 1),
  y: low.y + (size * Math.floor(i / side)) / (side - 1),
})
