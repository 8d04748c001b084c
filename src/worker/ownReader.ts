import type { OwnFile, OwnSummary } from '../spec/own'

export interface OwnRequest {
  readonly files: readonly OwnFile[]
  /** Names of the files, in words. */
  readonly source: string
}

export type OwnReply =
  | { readonly type: 'progress'; readonly stage: string; readonly fraction: number | null }
  | { readonly type: 'read'; readonly summary: OwnSummary; readonly packed: Blob }
  | { readonly type: 'refused'; readonly sentence: string }

export type OwnResult = Exclude<OwnReply, { type: 'progress' }>

/**
 * Reads files in a worker of their own, which ends with them: neither their size nor what is wrong
 * with them touches the training.
 */
export function readOwnFiles(
  request: OwnRequest,
  onProgress: (stage: string, fraction: number | null) => void,
): Promise<OwnResult> {
  const worker = new Worker(new URL('./own.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<OwnResult>((resolve) => {
    const lost = () =>
      resolve({
        type: 'refused',
        sentence:
          'The files could not be read: the browser stopped reading, perhaps for want of memory. ' +
          'Try fewer or smaller images.',
      })
    worker.onmessage = ({ data }: MessageEvent<OwnReply>) => {
      if (data.type === 'progress') onProgress(data.stage, data.fraction)
      else resolve(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      lost()
    }
    worker.onmessageerror = lost
    worker.postMessage(request)
  }).finally(() => worker.terminate())
}
