/** Small settings of this browser. Best effort: private windows and full stores refuse. */
const PREFIX = 'alig-playground.'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value)
  } catch {
    // It is asked for again on the next visit.
  }
}
