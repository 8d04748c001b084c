import { stylesOf } from '../chartPanels/runStyle'
import { curvePath } from './curves'
import pictures from './pictures.json'

const WIDTH = 120
const HEIGHT = 42
/** Room for the width of a line. */
const MARGIN = 3

interface Picture {
  /** Of each run, whose color and dash its curve has. */
  readonly optimizers: readonly string[]
  readonly curves: readonly string[]
}
const recorded: Readonly<Record<string, Picture>> = pictures

export interface PresetPictureProps {
  readonly id: string
}

/** The step sizes of a preset's runs, as they were recorded; what it is stands beside it in words. */
export function PresetPicture({ id }: PresetPictureProps) {
  const { optimizers, curves } = recorded[id] ?? { optimizers: [], curves: [] }
  const styles = stylesOf(optimizers)
  return (
    <svg
      className="gallery__picture"
      viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH + 2 * MARGIN} ${HEIGHT + 2 * MARGIN}`}
      aria-hidden="true"
    >
      {curves.map((curve, run) => (
        <path
          key={run}
          d={curvePath(curve, WIDTH, HEIGHT)}
          style={{ stroke: styles[run]?.color, strokeDasharray: styles[run]?.dash }}
        />
      ))}
    </svg>
  )
}
