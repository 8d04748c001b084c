/**
 * Text of a file, piece by piece, so that it is known how much is left.
 * @param onProgress told the share that has been read
 */
export async function fileText(
  file: Blob,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const decoder = new TextDecoder()
  const reader = file.stream().getReader()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    bytes += value.length
    onProgress(bytes / file.size)
  }
}
