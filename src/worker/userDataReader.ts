import type { UserFile, UserDataSummary } from '../spec/userData'

export interface UserDataRequest {
  readonly files: readonly UserFile[]
  /** Names of the files, in words. */
  readonly source: string
}

export type UserDataReply =
  | { readonly type: 'progress'; readonly stage: string; readonly fraction: number | null }
  | { readonly type: 'read'; readonly summary: UserDataSummary; readonly packed: Blob }
  | { readonly type: 'refused'; readonly sentence: string }

export type UserDataResult = Exclude<UserDataReply, { type: 'progress' }>

/**
 * Reads files in a worker of their own, which ends with them: neither their size nor what is wrong
 * with them touches the training.
 */
export function readUserFiles(
  request: UserDataRequest,
  onProgress: (stage: string, fraction: number | null) => void,
): Promise<UserDataResult> {
  const worker = new Worker(new URL('./userData.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<UserDataResult>((resolve) => {
    const lost = () =>
      resolve({
        type: 'refused',
        sentence:
          'The files could not be read: the browser stopped reading, perhaps for want of memory. ' +
          'Try fewer or smaller images.',
      })
    worker.onmessage = ({ data }: MessageEvent<UserDataReply>) => {
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
