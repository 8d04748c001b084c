/** The training worker: the only entry that loads TensorFlow.js. Turns messages into sessions. */
import { SessionHost } from '../engine/session/sessionHost'
import type { Command, WorkerEvent } from './protocol'

const scope = self as unknown as DedicatedWorkerGlobalScope

const host = new SessionHost((event: WorkerEvent) => {
  scope.postMessage(event, transferablesOf(event))
})

scope.onmessage = ({ data }: MessageEvent<Command>) => {
  if (data.type !== 'ping') return host.handle(data)
  const pong: WorkerEvent = { type: 'pong', session: data.session, holds: host.holds }
  scope.postMessage(pong)
}

/** Buffers that are moved instead of copied: the host does not use them again. */
function transferablesOf(event: WorkerEvent): Transferable[] {
  if (event.type === 'metrics')
    return event.blocks.flatMap(({ values, seconds }) => [values.buffer, seconds.buffer])
  if (event.type === 'snapshot')
    return event.snapshot.runs.flatMap(({ parameters, state }) =>
      [parameters, ...state].map((array) => array.buffer),
    )
  return []
}
