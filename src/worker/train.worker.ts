/**
 * The training worker: the only entry that loads TensorFlow.js. Turns messages into sessions. It
 * starts further workers from its own address, which differ by their name and train for it.
 */
import { SessionHost } from '../engine/session/sessionHost'
import { serveAsHelper } from '../engine/team/helperScope'
import type { HelperWorker } from '../engine/team/helperLine'
import type { CommandMessage, SessionMessage } from './protocol'

const HELPER = 'helper'

const scope = self as unknown as DedicatedWorkerGlobalScope

if (scope.name === HELPER) serveAsHelper(scope)
else serveAsSessions()

function serveAsSessions(): void {
  const post = (message: SessionMessage) =>
    scope.postMessage(message, transferablesOf(message.event))
  const makeHelper = (): HelperWorker =>
    new Worker(scope.location.href, { type: 'module', name: HELPER })
  // Some browsers have no workers of workers.
  const host = new SessionHost(post, 'Worker' in scope ? { makeHelper } : undefined)

  scope.onmessage = ({ data: { session, command } }: MessageEvent<CommandMessage>) => {
    if (command.type === 'ping') post({ session, event: host.pong })
    else host.handle({ session, command })
  }
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
