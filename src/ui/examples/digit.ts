/** A drawing made to look like MNIST's digits: scaled into a box, then centred by its mass. */

/** Of MNIST: a digit fits a box of 20 pixels in an image of 28, and its mass is in the middle. */
const BOX = 20 / 28

/** Ink from 0 to 1, [size, size]. */
export interface Drawing {
  readonly ink: Float32Array
  readonly size: number
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The smallest box around all ink; null where there is none. */
export function inkBox({ ink, size }: Drawing): Box | null {
  let [left, top, right, bottom] = [size, size, -1, -1]
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (ink[y * size + x]! > 0) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
      }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Average ink of a rectangle whose edges may lie within pixels. */
function average({ ink, size }: Drawing, left: number, top: number, side: number): number {
  let sum = 0
  const [right, bottom] = [left + side, top + side]
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(size, bottom); y++) {
    const high = Math.min(y + 1, bottom) - Math.max(y, top)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(size, right); x++)
      sum += ink[y * size + x]! * high * (Math.min(x + 1, right) - Math.max(x, left))
  }
  return sum / (side * side)
}

/**
 * As the makers of MNIST prepared their digits: the drawing is scaled, its shape kept, so that it
 * fits the box, and moved so that its centre of mass is the middle of the image.
 * @param height of the image, in pixels
 * @returns uint8 [height, width]; null where nothing is drawn
 */
export function toImage(drawing: Drawing, height: number, width: number): Uint8Array | null {
  const box = inkBox(drawing)
  if (!box) return null
  // Pixels of the drawing for one of the image.
  const side = Math.max(box.width, box.height) / (BOX * Math.min(height, width))
  const { ink, size } = drawing
  let [mass, momentX, momentY] = [0, 0, 0]
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++) {
      const here = ink[y * size + x]!
      mass += here
      momentX += here * (x + 0.5)
      momentY += here * (y + 0.5)
    }
  const left = momentX / mass - (side * width) / 2
  const top = momentY / mass - (side * height) / 2
  const image = new Uint8Array(height * width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      image[y * width + x] = Math.round(
        255 * average(drawing, left + x * side, top + y * side, side),
      )
  return image
}
