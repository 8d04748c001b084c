/**
 * The training worker: the only entry that loads TensorFlow.js. Turns messages into sessions. Workers
 * of the same script that train for it differ by their name.
 */
import { SessionHost } from '../engine/session/sessionHost'
import { serveAsHelper } from '../engine/team/helperScope'
import { holdLock } from '../engine/team/holdLock'
import type { HelperWorker } from '../engine/team/helperLine'
import { fetchShardsBy, type ShardsWorker } from '../data/shardsClient'
import type { CommandMessage, SessionMessage, WorkerMessage, WorkerRequest } from './protocol'
import { WorkerByPage } from './workerByPage'

const HELPER = 'helper'

const scope = self as unknown as DedicatedWorkerGlobalScope

if (scope.name === HELPER) serveAsHelper(scope)
else serveAsSessions()

function serveAsSessions(): void {
  const post = (message: SessionMessage) =>
    scope.postMessage(message satisfies WorkerMessage, transferablesOf(message.event))
  const want = (wanted: WorkerRequest, moved: Transferable[]) =>
    scope.postMessage({ wanted } satisfies WorkerMessage, moved)
  fetchShardsBy((): ShardsWorker => new WorkerByPage('shards', want))
  const host = new SessionHost(post, {
    makeHelper: (): HelperWorker => new WorkerByPage('helper', want),
  })

  const lock = `training ${Math.random().toString(36).slice(2)}`
  void holdLock(lock, scope.navigator.locks).then((isHeld) => {
    if (isHeld) scope.postMessage({ lock } satisfies WorkerMessage)
  })

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
