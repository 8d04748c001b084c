/** Indices of the best numbers of a column, ties included; none where there is nothing to beat. */
export function bestRows(values: readonly (number | null)[], best: 'low' | 'high'): number[] {
  const numbers = values.filter((value) => value !== null && Number.isFinite(value)) as number[]
  if (numbers.length < 2) return []
  const winner = best === 'low' ? Math.min(...numbers) : Math.max(...numbers)
  if (numbers.every((value) => value === winner)) return []
  return values.flatMap((value, i) => (value === winner ? [i] : []))
}
