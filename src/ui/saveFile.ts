/** Hands a text or bytes, given in parts, to the browser as a file. */
export function download(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // The download has begun by then; without this the text would stay in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
