import { useEffect, useMemo, useRef } from 'react'
import type { InputShape } from '../../spec/model'
import { type Layer, weightTiles } from './weightTiles'

export interface WeightGridProps {
  readonly layer: Layer
  readonly shape: InputShape
  readonly label: string
}

/** Columns of the grid, and pixels between two of its pictures. */
const COLUMNS = 16
const GAP = 1

/** All units of a layer in one canvas: a picture for each would be many elements for few pixels. */
export function WeightGrid({ layer, shape, label }: WeightGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { tiles, width, height } = useMemo(() => weightTiles(layer, shape), [layer, shape])
  const columns = Math.min(tiles.length, tiles.length > COLUMNS ? COLUMNS : 8)
  const rows = Math.ceil(tiles.length / columns)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    tiles.forEach((tile, i) =>
      context?.putImageData(
        new ImageData(tile, width, height),
        (i % columns) * (width + GAP),
        Math.floor(i / columns) * (height + GAP),
      ),
    )
  }, [tiles, width, height, columns])
  return (
    <canvas
      ref={canvas}
      className="learned__grid"
      role="img"
      aria-label={`Weights of ${tiles.length} units of ${label}, ${width} x ${height} each`}
      width={columns * (width + GAP) - GAP}
      height={rows * (height + GAP) - GAP}
      style={{ maxWidth: `${Math.min(44, Math.max(24, width)) * columns}px` }}
    />
  )
}
