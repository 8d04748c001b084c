/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts

/**
 * x * y + sum. In the relaxed module the engine may keep the product whole before it adds, where the
 * processor has an instruction for it: faster, with other last bits.
 */
export function madd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, sum)
  return f32x4.add(sum, f32x4.mul(x, y))
}

/** Adds eight values to eight in memory. */
export function addTo8(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low))
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16)
}
