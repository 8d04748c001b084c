const KEYS = {
  row: { next: 'ArrowRight', previous: 'ArrowLeft' },
  column: { next: 'ArrowDown', previous: 'ArrowUp' },
} as const

/**
 * Where a key leads in a row or a column of things that are one stop for the Tab key: round and
 * round by the arrows, to the ends by Home and End. Undefined for any other key.
 * @param at the place that has the focus, from 0; -1 for none
 */
export function arrowTarget(
  key: string,
  at: number,
  count: number,
  direction: keyof typeof KEYS,
): number | undefined {
  const { next, previous } = KEYS[direction]
  if (key === next) return (at + 1) % count
  if (key === previous) return at < 0 ? count - 1 : (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
