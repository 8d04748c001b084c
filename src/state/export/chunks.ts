const ROWS_PER_CHUNK = 2000

/** Texts of many rows, joined a few thousand at a time. */
export function* inChunks<T>(rows: Iterable<T>, textOf: (row: T) => string): Generator<string> {
  let texts: string[] = []
  for (const row of rows) {
    texts.push(textOf(row))
    if (texts.length < ROWS_PER_CHUNK) continue
    yield texts.join('')
    texts = []
  }
  if (texts.length > 0) yield texts.join('')
}
