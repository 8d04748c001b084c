import { useEffect, useRef } from 'react'
import type { InputShape } from '../../spec/model'

export interface PictureProps {
  /** uint8 [height, width, channels] */
  readonly pixels: Uint8Array
  readonly input: InputShape
}

/** One image, pixel by pixel. What it is stands beside it in words. */
export function Picture({ pixels, input }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { height, width, channels } = input
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    for (let i = 0; i < width * height; i++)
      for (let c = 0; c < 4; c++)
        image.data[4 * i + c] = c === 3 ? 255 : pixels[i * channels + (channels < 3 ? 0 : c)]!
    context.putImageData(image, 0, 0)
  }, [pixels, width, height, channels])
  return (
    <canvas ref={canvas} className="picture" width={width} height={height} aria-hidden="true" />
  )
}
