/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts
import { addTo8, madd } from './vectors'

/** Four rows by eight columns of `productOfTransposed`. */
function transposed4x8(
  a: usize,
  aStep: usize,
  aBlockStep: usize,
  b: usize,
  bStep: usize,
  bBlockStep: usize,
  depth: i32,
  blocks: i32,
  c: usize,
  cStep: usize,
): void {
  let c00 = f32x4.splat(0)
  let c01 = c00
  let c10 = c00
  let c11 = c00
  let c20 = c00
  let c21 = c00
  let c30 = c00
  let c31 = c00
  for (let block = 0; block < blocks; block++) {
    let a0 = a
    let bRow = b
    for (let p = 0; p < depth; p++) {
      const b0 = v128.load(bRow)
      const b1 = v128.load(bRow, 16)
      let x = v128.load32_splat(a0)
      c00 = madd(x, b0, c00)
      c01 = madd(x, b1, c01)
      x = v128.load32_splat(a0, 4)
      c10 = madd(x, b0, c10)
      c11 = madd(x, b1, c11)
      x = v128.load32_splat(a0, 8)
      c20 = madd(x, b0, c20)
      c21 = madd(x, b1, c21)
      x = v128.load32_splat(a0, 12)
      c30 = madd(x, b0, c30)
      c31 = madd(x, b1, c31)
      a0 += aStep
      bRow += bStep
    }
    a += aBlockStep
    b += bBlockStep
  }
  addTo8(c, c00, c01)
  addTo8(c + cStep, c10, c11)
  addTo8(c + cStep * 2, c20, c21)
  addTo8(c + cStep * 3, c30, c31)
}

function transposed1x8(
  a: usize,
  aStep: usize,
  aBlockStep: usize,
  b: usize,
  bStep: usize,
  bBlockStep: usize,
  depth: i32,
  blocks: i32,
  c: usize,
): void {
  let c0 = f32x4.splat(0)
  let c1 = c0
  for (let block = 0; block < blocks; block++) {
    let a0 = a
    let bRow = b
    for (let p = 0; p < depth; p++) {
      const x = v128.load32_splat(a0)
      c0 = madd(x, v128.load(bRow), c0)
      c1 = madd(x, v128.load(bRow, 16), c1)
      a0 += aStep
      bRow += bStep
    }
    a += aBlockStep
    b += bBlockStep
  }
  addTo8(c, c0, c1)
}

/**
 * c[i, j] += sum over blocks and p of a[block, p, i] * b[block, p, j]: the transpose of `a`
 * times `b`. `columns` is a multiple of eight (see `copyRows`); rows of `a` may overlap.
 */
export function productOfTransposed(
  a: usize,
  aStep: usize,
  aBlockStep: usize,
  b: usize,
  bStep: usize,
  bBlockStep: usize,
  depth: i32,
  blocks: i32,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
): void {
  let i = 0
  for (; i + 4 <= rows; i += 4) {
    for (let j = 0; j < columns; j += 8) {
      const at = (<usize>j) << 2
      transposed4x8(
        a + ((<usize>i) << 2),
        aStep,
        aBlockStep,
        b + at,
        bStep,
        bBlockStep,
        depth,
        blocks,
        c + <usize>i * cStep + at,
        cStep,
      )
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j += 8) {
      const at = (<usize>j) << 2
      transposed1x8(
        a + ((<usize>i) << 2),
        aStep,
        aBlockStep,
        b + at,
        bStep,
        bBlockStep,
        depth,
        blocks,
        c + <usize>i * cStep + at,
      )
    }
  }
}
