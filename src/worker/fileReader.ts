/** The page's side of a worker that reads one file, and ends with it. */
import { startHeartbeat } from './heartbeat'

export type FileRequest =
  | { readonly type: 'read'; readonly file: File }
  /** Asks for a sign of life. */
  | { readonly type: 'ping' }

export type FileReply<T> =
  | { readonly type: 'progress'; readonly stage: string; readonly fraction: number | null }
  | { readonly type: 'read'; readonly value: T }
  /** With what is wrong with the file. */
  | { readonly type: 'refused'; readonly sentence: string }
  /** Something unexpected: too little memory, or a file that can no longer be read. */
  | { readonly type: 'failed' }
  | { readonly type: 'pong' }

export type FileResult<T> =
  Extract<FileReply<T>, { type: 'read' | 'refused' | 'failed' }> | { readonly type: 'cancelled' }

export interface FileReaderOptions {
  readonly onProgress: (stage: string, fraction: number | null) => void
  /** Ends the reading. */
  readonly signal: AbortSignal
  /** A parameter so that tests can do without a worker. */
  readonly makeWorker?: () => Worker
}

const createWorker = () =>
  new Worker(new URL('./importFile.worker.ts', import.meta.url), { type: 'module' })

const PING_EVERY_MS = 5000
/** Half a minute: parsing a large text takes seconds in which nothing is answered. */
const UNANSWERED_LIMIT = 6

/** Reads a file; every message counts as a sign of life. */
export function readInWorker<T>(
  file: File,
  { onProgress, signal, makeWorker = createWorker }: FileReaderOptions,
): Promise<FileResult<T>> {
  if (signal.aborted) return Promise.resolve({ type: 'cancelled' })
  const worker = makeWorker()
  const post = (request: FileRequest) => worker.postMessage(request)
  const finished = new AbortController()
  return new Promise<FileResult<T>>((resolve) => {
    const lost = () => resolve({ type: 'failed' })
    const heartbeat = startHeartbeat({
      ping: () => post({ type: 'ping' }),
      onLost: lost,
      everyMs: PING_EVERY_MS,
      unansweredLimit: UNANSWERED_LIMIT,
    })
    finished.signal.addEventListener('abort', heartbeat.stop)
    signal.addEventListener('abort', () => resolve({ type: 'cancelled' }), {
      signal: finished.signal,
    })
    worker.onmessage = ({ data }: MessageEvent<FileReply<T>>) => {
      heartbeat.alive()
      if (data.type === 'progress') onProgress(data.stage, data.fraction)
      else if (data.type !== 'pong') resolve(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      lost()
    }
    worker.onmessageerror = lost
    post({ type: 'read', file })
  }).finally(() => {
    finished.abort()
    worker.terminate()
  })
}
