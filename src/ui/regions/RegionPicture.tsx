import { useEffect, useRef } from 'react'
import { formatCount, percent } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import { useSize } from '../../charts/useSize'
import type { RegionPoints, RunRegions } from '../../state/session/regionsState'
import type { RunStyle } from '../chartPanels/runStyle'
import { paint, type Palette } from './paint'

export interface RegionPictureProps {
  readonly label: string
  readonly style: RunStyle
  readonly regions: RunRegions | undefined
  readonly points: RegionPoints | null
  readonly palette: Palette
  readonly classNames: readonly string[]
}

const shareText = (share: number) => percent((100 * share).toFixed(share >= 0.9995 ? 0 : 1))

/** What one run makes of the plane, in words. */
function describe(label: string, regions: RunRegions, classNames: readonly string[]): string {
  const { classes, accuracy, step } = regions
  const shares = classNames.map((name, c) => {
    const places = classes.reduce((sum, place) => sum + Number(place === c), 0)
    return `${name} ${shareText(places / classes.length)}`
  })
  return (
    `${label} at step ${formatCount(step)}: ${shareText(accuracy)} of the training ` +
    `points lie in a region of their label. Of the picture: ${shares.join(', ')}.`
  )
}

export function RegionPicture(props: RegionPictureProps) {
  const { label, style, regions, points, palette, classNames } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [box, { width }] = useSize<HTMLDivElement>()
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width === 0) return
    const ratio = Math.min(devicePixelRatio, 3)
    const size = Math.round(width * ratio)
    if (canvas.current.width !== size) canvas.current.width = canvas.current.height = size
    paint(context, { regions, points, palette, size, ratio })
  }, [regions, points, palette, width])
  return (
    <figure className="region" aria-label={`Regions of ${label}`}>
      <div ref={box} className="region__box">
        <canvas
          ref={canvas}
          className="region__canvas"
          role="img"
          aria-label={regions ? describe(label, regions, classNames) : 'No picture yet'}
          data-testid="region"
        />
      </div>
      <figcaption className="region__caption">
        <Swatch {...style} />
        <span className="region__name">{label}</span>
        <span className="region__accuracy" title="Training points in a region of their label">
          {regions ? shareText(regions.accuracy) : '–'}
        </span>
      </figcaption>
    </figure>
  )
}
