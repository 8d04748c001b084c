import { DataError } from './datasetLoader'
import { readAll } from './readAll'

/** Nothing came of the request, not even a refusal: no network, or no server at its other end. */
export class NoAnswer extends DataError {}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  readonly cache?: RequestCache
  readonly priority?: RequestPriority
  /** Called with the number of bytes that arrived since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined
  /** What to say where the server has no such file. */
  readonly missing: string
}

/**
 * The bytes behind an address.
 * @throws DataError with a sentence where nothing, an error or only a part arrives, a NoAnswer where
 *   nothing does; the signal's reason where it was aborted
 */
export async function download(
  url: string,
  { signal, cache = 'default', priority = 'auto', onBytes, missing }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const name = url.slice(url.lastIndexOf('/') + 1)
  const lost = `The file ${name} did not arrive. Check the network connection, then try again.`
  try {
    const init = { cache, priority, ...(signal ? { signal } : {}) }
    const response = await fetch(url, init).catch((error: unknown) => {
      throw new NoAnswer(lost, { cause: error })
    })
    if (response.status === 404) throw new DataError(missing)
    if (!response.ok) {
      throw new DataError(
        `The server did not hand out ${name} (status ${response.status}). Try again later.`,
      )
    }
    return response.body
      ? await readAll(response.body, onBytes)
      : new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof DataError) throw error
    throw new DataError(lost, { cause: error })
  }
}
