import { decodeLink } from '../../experiment/link'
import { stylesOf } from '../chartPanels/runStyle'
import { curvePath } from './curves'
import pictures from './pictures.json'

const WIDTH = 120
const HEIGHT = 42
/** Room for the width of a line. */
const MARGIN = 3

const recorded: Readonly<Record<string, { readonly curves: readonly string[] }>> = pictures

export interface PresetPictureProps {
  readonly id: string
  readonly link: string
}

/** The step sizes of a preset's runs, as they were recorded; what it is stands beside it in words. */
export function PresetPicture({ id, link }: PresetPictureProps) {
  const { runs } = decodeLink(link).experiment
  const styles = stylesOf(runs.map(({ optimizer }) => optimizer))
  return (
    <svg
      className="gallery__picture"
      viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH + 2 * MARGIN} ${HEIGHT + 2 * MARGIN}`}
      aria-hidden="true"
    >
      {recorded[id]?.curves.map((curve, run) => (
        <path
          key={run}
          d={curvePath(curve, WIDTH, HEIGHT)}
          style={{ stroke: styles[run]?.color, strokeDasharray: styles[run]?.dash }}
        />
      ))}
    </svg>
  )
}
