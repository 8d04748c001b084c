/** Small helpers for writing WGSL from TypeScript. Kernels bake every shape into their source. */

export type VectorWidth = 1 | 2 | 4

/** Widest vector that divides `count`. */
export function vectorWidthOf(count: number): VectorWidth {
  return count % 4 === 0 ? 4 : count % 2 === 0 ? 2 : 1
}

/** `f32`, `vec2<f32>` or `vec4<f32>`. */
export function floatType(vectorWidth: VectorWidth): string {
  return vectorWidth === 1 ? 'f32' : `vec${vectorWidth}<f32>`
}

/** Suffix that picks one component of a vector; empty for scalars. */
export function component(vectorWidth: VectorWidth, index: number): string {
  return vectorWidth === 1 ? '' : `.${'xyzw'.charAt(index)}`
}

/** `line(0) line(1) ... line(count - 1)`, one per line. */
export function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n')
}

/** Tile size at most `wanted` that cuts `total` into equal parts as nearly as possible. */
export function balanced(total: number, wanted: number): number {
  return Math.ceil(total / Math.ceil(total / Math.max(1, wanted)))
}

/** Largest divisor of `total` that is at most `wanted`. */
export function divisorUpTo(total: number, wanted: number): number {
  let divisor = Math.max(1, Math.min(total, Math.floor(wanted)))
  while (total % divisor !== 0) divisor--
  return divisor
}
