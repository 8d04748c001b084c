import { computeAs } from '../backend/backendHolder'
import { Helper } from './helper'
import { holdLock } from './holdLock'
import type { ToHelper } from './messages'

/** Makes a worker a helper of whoever is at the other end of the line that is its first message. */
export function serveAsHelper(scope: DedicatedWorkerGlobalScope): void {
  scope.onmessage = ({ data: line }: MessageEvent<MessagePort>) => serveOn(line, scope)
}

function serveOn(line: MessagePort, scope: DedicatedWorkerGlobalScope): void {
  const helper = new Helper({
    post: (message, transfer) => line.postMessage(message, transfer),
    computeAs,
    hold: (lock) => holdLock(lock, scope.navigator.locks),
  })
  line.onmessage = ({ data }: MessageEvent<ToHelper>) => helper.handle(data)
}
