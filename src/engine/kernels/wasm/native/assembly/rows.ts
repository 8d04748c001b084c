/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts
import { addTo8 } from './vectors'

/**
 * Copies `copied` bytes of each row to `left` bytes into a row of `toStep` bytes, zeros around
 * them: pads images at their sides, and widens or narrows a matrix.
 */
export function copyRows(
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
  left: usize,
  copied: usize,
  rows: i32,
): void {
  const right = toStep - left - copied
  for (let i = 0; i < rows; i++) {
    if (left > 0) memory.fill(to, 0, left)
    memory.copy(to + left, from, copied)
    if (right > 0) memory.fill(to + left + copied, 0, right)
    from += fromStep
    to += toStep
  }
}

/** out[i, j] = a[i, j] + row[j]. */
export function addRow(a: usize, row: usize, out: usize, rows: i32, columns: i32): void {
  const whole = columns & ~3
  for (let i = 0; i < rows; i++) {
    let j = 0
    for (; j < whole; j += 4) {
      const at = (<usize>j) << 2
      v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(row + at)))
    }
    for (; j < columns; j++) {
      const at = (<usize>j) << 2
      f32.store(out + at, f32.load(a + at) + f32.load(row + at))
    }
    a += (<usize>columns) << 2
    out += (<usize>columns) << 2
  }
}

/** out[j] = sum over i of a[i, j], in blocks of 256 rows so that rounding errors stay small. */
export function sumRows(a: usize, out: usize, rows: i32, columns: i32): void {
  const step = (<usize>columns) << 2
  memory.fill(out, 0, step)
  for (let first = 0; first < rows; first += 256) {
    const count = min(256, rows - first)
    const block = a + <usize>first * step
    let j = 0
    for (; j + 8 <= columns; j += 8) {
      const at = (<usize>j) << 2
      let low = f32x4.splat(0)
      let high = low
      let from = block + at
      for (let i = 0; i < count; i++) {
        low = f32x4.add(low, v128.load(from))
        high = f32x4.add(high, v128.load(from, 16))
        from += step
      }
      addTo8(out + at, low, high)
    }
    for (; j < columns; j++) {
      const at = (<usize>j) << 2
      let sum: f32 = 0
      let from = block + at
      for (let i = 0; i < count; i++) {
        sum += f32.load(from)
        from += step
      }
      f32.store(out + at, f32.load(out + at) + sum)
    }
  }
}
