/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts

/**
 * Gradient of max pooling in NHWC. `dx` is overwritten. Of equal maxima in a window the first,
 * row by row, gets the gradient.
 */
export function maxPoolGradient(
  x: usize,
  dy: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = (<usize>channels) << 2
  const line = pixel * width
  memory.fill(dx, 0, line * <usize>(height * batch))
  for (let image = 0; image < batch; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * strideHeight - top
      const yFrom = max(0, y0)
      const yTo = min(height, y0 + windowHeight)
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * strideWidth - left
        const xFrom = max(0, x0)
        const xTo = min(width, x0 + windowWidth)
        const corner = <usize>yFrom * line + <usize>xFrom * pixel
        let c = 0
        for (; c + 4 <= channels; c += 4) {
          const start = corner + ((<usize>c) << 2)
          let best = v128.load(x + start)
          let where = i32x4.splat(<i32>start)
          for (let iy = yFrom; iy < yTo; iy++) {
            let at = start + <usize>(iy - yFrom) * line
            for (let ix = xFrom; ix < xTo; ix++) {
              const value = v128.load(x + at)
              const larger = f32x4.gt(value, best)
              best = v128.bitselect(value, best, larger)
              where = v128.bitselect(i32x4.splat(<i32>at), where, larger)
              at += pixel
            }
          }
          const gradient = v128.load(dy)
          dy += 16
          addAt(dx + i32x4.extract_lane(where, 0), f32x4.extract_lane(gradient, 0))
          addAt(dx + i32x4.extract_lane(where, 1) + 4, f32x4.extract_lane(gradient, 1))
          addAt(dx + i32x4.extract_lane(where, 2) + 8, f32x4.extract_lane(gradient, 2))
          addAt(dx + i32x4.extract_lane(where, 3) + 12, f32x4.extract_lane(gradient, 3))
        }
        for (; c < channels; c++) {
          const start = corner + ((<usize>c) << 2)
          let best = f32.load(x + start)
          let where = start
          for (let iy = yFrom; iy < yTo; iy++) {
            let at = start + <usize>(iy - yFrom) * line
            for (let ix = xFrom; ix < xTo; ix++) {
              const value = f32.load(x + at)
              if (value > best) {
                best = value
                where = at
              }
              at += pixel
            }
          }
          addAt(dx + where, f32.load(dy))
          dy += 4
        }
      }
    }
    x += line * height
    dx += line * height
  }
}

function addAt(to: usize, value: f32): void {
  f32.store(to, f32.load(to) + value)
}
