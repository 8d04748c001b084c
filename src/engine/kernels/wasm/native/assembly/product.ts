/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts
import { madd } from './vectors'

/** Four rows by eight columns of `product`, all in registers. */
function product4x8(
  a: usize,
  aStep: usize,
  segments: i32,
  segmentStep: usize,
  depth: i32,
  b: usize,
  c: usize,
  cStep: usize,
  width: i32,
): void {
  let c00 = f32x4.splat(0)
  let c01 = c00
  let c10 = c00
  let c11 = c00
  let c20 = c00
  let c21 = c00
  let c30 = c00
  let c31 = c00
  for (let s = 0; s < segments; s++) {
    let a0 = a
    const a2 = aStep * 2
    const a3 = aStep * 3
    for (let k = 0; k < depth; k++) {
      const b0 = v128.load(b)
      const b1 = v128.load(b, 16)
      let x = v128.load32_splat(a0)
      c00 = madd(x, b0, c00)
      c01 = madd(x, b1, c01)
      x = v128.load32_splat(a0 + aStep)
      c10 = madd(x, b0, c10)
      c11 = madd(x, b1, c11)
      x = v128.load32_splat(a0 + a2)
      c20 = madd(x, b0, c20)
      c21 = madd(x, b1, c21)
      x = v128.load32_splat(a0 + a3)
      c30 = madd(x, b0, c30)
      c31 = madd(x, b1, c31)
      a0 += 4
      b += 32
    }
    a += segmentStep
  }
  storeUpTo8(c, c00, c01, width)
  storeUpTo8(c + cStep, c10, c11, width)
  storeUpTo8(c + cStep * 2, c20, c21, width)
  storeUpTo8(c + cStep * 3, c30, c31, width)
}

function product1x8(
  a: usize,
  segments: i32,
  segmentStep: usize,
  depth: i32,
  b: usize,
  c: usize,
  width: i32,
): void {
  let c0 = f32x4.splat(0)
  let c1 = c0
  for (let s = 0; s < segments; s++) {
    let a0 = a
    for (let k = 0; k < depth; k++) {
      const x = v128.load32_splat(a0)
      c0 = madd(x, v128.load(b), c0)
      c1 = madd(x, v128.load(b, 16), c1)
      a0 += 4
      b += 32
    }
    a += segmentStep
  }
  storeUpTo8(c, c0, c1, width)
}

/** Writes the first `width` of eight values. */
function storeUpTo8(to: usize, low: v128, high: v128, width: i32): void {
  if (width >= 8) {
    v128.store(to, low)
    v128.store(to, high, 16)
    return
  }
  if (width >= 4) {
    v128.store(to, low)
    to += 16
    width -= 4
    low = high
  }
  if (width > 0) f32.store(to, f32x4.extract_lane(low, 0))
  if (width > 1) f32.store(to, f32x4.extract_lane(low, 1), 4)
  if (width > 2) f32.store(to, f32x4.extract_lane(low, 2), 8)
}

/**
 * c[i, j] = sum over s, k of a[<usize>i * aStep + s * segmentStep + k] * b[s, k, j].
 * With one segment this is a matrix product. With filter rows as segments and overlapping
 * rows of `a` it is a convolution that never writes out its patches.
 * `b` is packed by `pack` in panels of eight columns.
 */
export function product(
  a: usize,
  aStep: usize,
  segments: i32,
  segmentStep: usize,
  depth: i32,
  b: usize,
  panelStep: usize,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
): void {
  for (let j = 0; j < columns; j += 8) {
    const width = columns - j
    const cPanel = c + ((<usize>j) << 2)
    let i = 0
    for (; i + 4 <= rows; i += 4) {
      product4x8(
        a + <usize>i * aStep,
        aStep,
        segments,
        segmentStep,
        depth,
        b,
        cPanel + <usize>i * cStep,
        cStep,
        width,
      )
    }
    for (; i < rows; i++) {
      product1x8(
        a + <usize>i * aStep,
        segments,
        segmentStep,
        depth,
        b,
        cPanel + <usize>i * cStep,
        width,
      )
    }
    b += panelStep
  }
}

/**
 * Copies a [depth, columns] matrix of any steps into panels of eight columns, zeros beyond the
 * last column: to[panel][k][8]. `panelStep` leaves room to pack several matrices below each
 * other.
 */
export function pack(
  from: usize,
  rowStep: usize,
  columnStep: usize,
  depth: i32,
  columns: i32,
  to: usize,
  panelStep: usize,
): void {
  for (let j = 0; j < columns; j += 8) {
    const width = min(8, columns - j)
    for (let k = 0; k < depth; k++) {
      const source = from + <usize>k * rowStep + <usize>j * columnStep
      const target = to + ((<usize>k) << 5)
      if (width === 8 && columnStep === 4) {
        v128.store(target, v128.load(source))
        v128.store(target, v128.load(source, 16), 16)
        continue
      }
      for (let w = 0; w < 8; w++) {
        f32.store(
          target + ((<usize>w) << 2),
          w < width ? f32.load(source + <usize>w * columnStep) : 0,
        )
      }
    }
    to += panelStep
  }
}
