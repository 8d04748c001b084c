import { computeAs } from '../backend/backendHolder'
import { Helper } from './helper'
import type { ToHelper } from './messages'

/** Makes a worker a helper. */
export function serveAsHelper(scope: DedicatedWorkerGlobalScope): void {
  const helper = new Helper({
    post: (message, transfer) => scope.postMessage(message, transfer),
    computeAs,
    hold: (lock) =>
      new Promise((held) => {
        if (!scope.navigator.locks) return held()
        void scope.navigator.locks.request(lock, () => {
          held()
          return new Promise(() => undefined)
        })
      }),
  })
  scope.onmessage = ({ data }: MessageEvent<ToHelper>) => helper.handle(data)
}
