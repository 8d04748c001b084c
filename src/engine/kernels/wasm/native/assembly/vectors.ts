/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts

/** Adds eight values to eight in memory. */
export function addTo8(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low))
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16)
}
