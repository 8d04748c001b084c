import type { UserFile, UserDataSummary } from '../spec/userData'
import { startHeartbeat } from './heartbeat'

export interface ReadRequest {
  readonly files: readonly UserFile[]
  /** Paths of files that the browser could not get at. */
  readonly unreadable: readonly string[]
  /** Names of the files, in words. */
  readonly source: string
}

export type UserDataRequest = ({ readonly type: 'read' } & ReadRequest) | { readonly type: 'ping' }

export type UserDataReply =
  | { readonly type: 'progress'; readonly stage: string; readonly fraction: number | null }
  | { readonly type: 'pong' }
  | { readonly type: 'read'; readonly summary: UserDataSummary; readonly packed: Blob }
  | { readonly type: 'refused'; readonly sentence: string }

export type UserDataResult =
  Exclude<UserDataReply, { type: 'progress' | 'pong' }> | { readonly type: 'cancelled' }

/** Makes the worker; a parameter so that tests can run the protocol without one. */
export type ReaderFactory = () => Worker

const createReader: ReaderFactory = () =>
  new Worker(new URL('./userData.worker.ts', import.meta.url), { type: 'module' })

const PING_EVERY_MS = 5000
/** A minute: hashing the largest set on a slow machine answers nothing for that long. */
const UNANSWERED_LIMIT = 12

export interface ReadControls {
  readonly onProgress: (stage: string, fraction: number | null) => void
  /** Ends the reading, whatever the worker does. */
  readonly signal?: AbortSignal
}

/**
 * Reads files in a worker of their own, which ends with them: neither their size nor what is wrong
 * with them touches the training. Always comes to an end: a worker that is gone is noticed.
 */
export function readUserFiles(
  request: ReadRequest,
  { onProgress, signal }: ReadControls,
  makeWorker: ReaderFactory = createReader,
): Promise<UserDataResult> {
  if (signal?.aborted) return Promise.resolve({ type: 'cancelled' })
  const worker = makeWorker()
  const post = (message: UserDataRequest) => worker.postMessage(message)
  const finished = new AbortController()
  return new Promise<UserDataResult>((resolve) => {
    const lost = () =>
      resolve({
        type: 'refused',
        sentence:
          'The files could not be read: the browser stopped reading, perhaps for want of memory. ' +
          'Try fewer or smaller images.',
      })
    const heartbeat = startHeartbeat({
      ping: () => post({ type: 'ping' }),
      onLost: lost,
      everyMs: PING_EVERY_MS,
      unansweredLimit: UNANSWERED_LIMIT,
    })
    finished.signal.addEventListener('abort', heartbeat.stop)
    signal?.addEventListener('abort', () => resolve({ type: 'cancelled' }), {
      signal: finished.signal,
    })
    worker.onmessage = ({ data }: MessageEvent<UserDataReply>) => {
      heartbeat.alive()
      if (data.type === 'progress') onProgress(data.stage, data.fraction)
      else if (data.type !== 'pong') resolve(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      lost()
    }
    worker.onmessageerror = lost
    post({ type: 'read', ...request })
  }).finally(() => {
    finished.abort()
    worker.terminate()
  })
}
