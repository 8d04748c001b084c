import { FurtherWorkers } from './furtherWorkers'
import type { Command, CommandMessage, FurtherKind, SessionEvent, WorkerMessage } from './protocol'
import { Inbox } from './inbox'
import { Watchdog } from './watchdog'

export interface TrainingClient {
  /** Starts the worker ahead of its first command: it reads its code while the page is made. */
  readonly wake: () => void
  /** Sends a command of the current session; `load` begins a new one, `unload` an empty one. */
  readonly send: (command: Command) => void
  /** Ends the worker and whatever it does; the next `load` starts another one. */
  readonly close: () => void
  /** Lets what the worker says wait, until it is called what is returned, and not for long. */
  readonly hold: () => () => void
  /** Whether it waits now. */
  readonly isHeld: () => boolean
  /** Ends all waiting: somebody waits for an answer. */
  readonly hurry: () => void
}

/** Makes workers; a parameter so that tests can run the real protocol without one. */
export type WorkerFactory = (kind: 'training' | FurtherKind) => Worker

const createWorker: WorkerFactory = (kind) => {
  switch (kind) {
    case 'training':
      return new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' })
    case 'helper':
      return new Worker(new URL('./train.worker.ts', import.meta.url), {
        type: 'module',
        name: 'helper',
      })
    case 'shards':
      return new Worker(new URL('./shards.worker.ts', import.meta.url), { type: 'module' })
  }
}

/** What it works with; of the browser where nothing else is given. */
interface Surroundings {
  readonly makeWorker?: WorkerFactory
  readonly locks?: Pick<LockManager, 'request'>
  /** Does what has arrived together. */
  readonly together?: (work: () => void) => void
  readonly inbox?: Inbox
}

/**
 * The page's end of the line to the training worker. Spawns it at the first command, drops
 * whatever arrives from a session that is no longer the current one, and turns a crash of the
 * worker into a `failed` event; the next `load` then starts a fresh worker.
 * @param onEvent hears of the current session; signs of life stay with the client
 */
export function createTrainingClient(
  onEvent: (event: SessionEvent) => void,
  surroundings: Surroundings = {},
): TrainingClient {
  const { makeWorker = createWorker, locks = globalThis.navigator?.locks } = surroundings
  const { inbox = new Inbox(surroundings.together) } = surroundings
  let worker: Worker | null = null
  let session = 0
  const further = new FurtherWorkers(makeWorker)

  const terminate = () => {
    watchdog.stop()
    worker?.terminate()
    worker = null
    further.end()
  }
  const post = (command: CommandMessage['command']) =>
    worker?.postMessage({ session, command } satisfies CommandMessage)

  const crashed = (what: string, detail: string) => {
    terminate()
    const sentence = `The training worker ${what}. The numbers gathered so far are kept.`
    onEvent({ type: 'failed', sentence, detail })
  }
  const watchdog = new Watchdog(() => post({ type: 'ping' }), crashed)

  /** It is given when its worker is gone: sooner than pings notice. */
  const watchLock = (lock: string) => {
    const holder = worker
    void locks?.request(lock, () => {
      if (worker === holder)
        crashed('stopped unexpectedly', 'The lock that it held was given back.')
    })
  }

  const receive = (message: WorkerMessage) => {
    watchdog.heard()
    if ('wanted' in message) return further.make(message.wanted)
    if ('lock' in message) return watchLock(message.lock)
    const { event } = message
    if (event.type !== 'pong') watchdog.progress()
    if (message.session !== session) return
    if (event.type === 'pong') return watchdog.check(event, session)
    // After a failure the device may be gone with the session: the next one gets a new worker.
    if (event.type === 'failed') terminate()
    onEvent(event)
  }

  const spawn = (): Worker => {
    const spawned = makeWorker('training')
    // What one that was ended had still said is not about the one that is there now.
    spawned.onmessage = ({ data }: MessageEvent<WorkerMessage>) =>
      inbox.put(() => {
        if (spawned === worker) receive(data)
      })
    spawned.onerror = (event) => {
      event.preventDefault()
      crashed('stopped unexpectedly', `${event.message} (${event.filename}:${event.lineno})`)
    }
    spawned.onmessageerror = () =>
      crashed('stopped unexpectedly', 'A message from the worker could not be read.')
    watchdog.start()
    return spawned
  }

  return {
    wake: () => {
      worker ??= spawn()
    },
    send: (command) => {
      if (command.type === 'load' || command.type === 'unload') session++
      if (command.type === 'unload' && !worker) return
      worker ??= spawn()
      post(command)
    },
    hold: () => inbox.hold(),
    isHeld: () => inbox.isHeld,
    hurry: () => inbox.hurry(),
    close: () => {
      session++
      terminate()
    },
  }
}
