/** Share of the last `count` values that are set; null before the first. */
export function lateShare(flags: Float32Array | undefined, count: number): number | null {
  const last = flags?.subarray(Math.max(0, flags.length - count))
  if (!last || last.length === 0) return null
  return last.reduce((sum, flag) => sum + (flag > 0 ? 1 : 0), 0) / last.length
}
