import { stylesOf } from '../chartPanels/runStyle'
import { thumbnailPaths } from './thumbnailPaths'

const WIDTH = 96
const HEIGHT = 44

export interface ThumbnailProps {
  readonly losses: readonly (readonly (number | null)[])[]
  /** Ids of the optimizers, in the same order. */
  readonly optimizers: readonly string[]
}

/** The losses of a saved experiment, small; what it is stands beside it in words. */
export function Thumbnail({ losses, optimizers }: ThumbnailProps) {
  const colors = stylesOf(optimizers).map(({ color }) => color)
  return (
    <svg className="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {thumbnailPaths(losses, WIDTH, HEIGHT).map((path, run) => (
        <path key={run} d={path} style={{ stroke: colors[run] }} />
      ))}
    </svg>
  )
}
