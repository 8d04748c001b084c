/** Weights of a layer as small pictures, one for each unit. Pure. */
import type { InputShape } from '../../spec/model'

export interface WeightTiles {
  readonly width: number
  readonly height: number
  /** RGBA of each unit, [height, width, 4]. */
  readonly tiles: readonly Uint8ClampedArray<ArrayBuffer>[]
}

export interface Layer {
  /** [inputs] of a dense layer, [height, width, channels] of a filter. */
  readonly inputs: readonly number[]
  readonly shown: number
  /** [...inputs, shown] */
  readonly weights: Float32Array
}

/** Above zero and below it, and zero itself: told apart with every kind of colour vision. */
const ABOVE = [217, 95, 2]
const BELOW = [30, 100, 200]
const ZERO = [250, 250, 250]

/** Height, width and channels that a unit looks at; null where that is no picture. */
export function seenShape({ inputs }: Pick<Layer, 'inputs'>, input: InputShape): InputShape | null {
  if (inputs.length === 3) {
    const [height, width, channels] = inputs as readonly [number, number, number]
    return { height, width, channels }
  }
  return input.height * input.width === 1 ? null : input
}

/**
 * One picture for each unit, all on one scale: of one channel in two colours around zero, of three
 * in colours around grey.
 */
export function weightTiles(layer: Layer, { height, width, channels }: InputShape): WeightTiles {
  const { shown, weights } = layer
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) || 1
  const at = (pixel: number, channel: number, unit: number) =>
    weights[(pixel * channels + channel) * shown + unit]! / most
  const tiles = Array.from({ length: shown }, (_, unit) => {
    const tile = new Uint8ClampedArray(4 * height * width)
    for (let pixel = 0; pixel < height * width; pixel++) {
      for (let c = 0; c < 3; c++)
        tile[4 * pixel + c] =
          channels === 3 ? 127.5 * (1 + at(pixel, c, unit)) : around(at(pixel, 0, unit), c)
      tile[4 * pixel + 3] = 255
    }
    return tile
  })
  return { width, height, tiles }
}

function around(weight: number, channel: number): number {
  const end = weight > 0 ? ABOVE : BELOW
  return ZERO[channel]! + Math.abs(weight) * (end[channel]! - ZERO[channel]!)
}
