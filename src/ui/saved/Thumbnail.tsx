import { thumbnailPaths } from './thumbnailPaths'

const WIDTH = 96
const HEIGHT = 44

/** The losses of a saved experiment, small; what it is stands beside it in words. */
export function Thumbnail({
  losses,
}: {
  readonly losses: readonly (readonly (number | null)[])[]
}) {
  return (
    <svg className="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {thumbnailPaths(losses, WIDTH, HEIGHT).map((path, run) => (
        <path key={run} d={path} style={{ stroke: `var(--run-${run})` }} />
      ))}
    </svg>
  )
}
