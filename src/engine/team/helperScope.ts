import { computeAs } from '../backend/backendHolder'
import { Helper } from './helper'
import type { ToHelper } from './messages'

/** Makes a worker a helper of whoever is at the other end of the line that is its first message. */
export function serveAsHelper(scope: DedicatedWorkerGlobalScope): void {
  scope.onmessage = ({ data: line }: MessageEvent<MessagePort>) => serveOn(line, scope)
}

function serveOn(line: MessagePort, scope: DedicatedWorkerGlobalScope): void {
  const helper = new Helper({
    post: (message, transfer) => line.postMessage(message, transfer),
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
  line.onmessage = ({ data }: MessageEvent<ToHelper>) => helper.handle(data)
}
