/** The training worker: the only entry that loads TensorFlow.js. Turns messages into sessions. */
import { SessionHost } from '../engine/session/sessionHost'
import type { CommandMessage, SessionMessage } from './protocol'

const scope = self as unknown as DedicatedWorkerGlobalScope

const post = (message: SessionMessage) => scope.postMessage(message, transferablesOf(message.event))

const host = new SessionHost(post)

scope.onmessage = ({ data: { session, command } }: MessageEvent<CommandMessage>) => {
  if (command.type === 'ping') post({ session, event: host.pong })
  else host.handle({ session, command })
}

/** Buffers that are moved instead of copied: the host does not use them again. */
function transferablesOf(event: SessionMessage['event']): Transferable[] {
  if (event.type === 'metrics')
    return event.blocks.flatMap(({ values, seconds }) => [values.buffer, seconds.buffer])
  if (event.type === 'snapshot')
    return event.snapshot.runs.flatMap(({ parameters, state }) =>
      [parameters, ...state].map((array) => array.buffer),
    )
  return []
}
