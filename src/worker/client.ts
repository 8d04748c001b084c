import type { Command, WorkerEvent } from './protocol'

type WithoutSession<T> = T extends unknown ? Omit<T, 'session'> : never
export type ClientCommand = WithoutSession<Exclude<Command, { type: 'ping' }>>

/** What reaches the page; signs of life stay with the client. */
export type ClientEvent = Exclude<WorkerEvent, { type: 'pong' }>

export interface TrainingClient {
  /** Sends a command of the current session; `load` begins a new one, `unload` an empty one. */
  readonly send: (command: ClientCommand) => void
  /** Ends the worker and whatever it does; the next `load` starts another one. */
  readonly close: () => void
}

/** Makes the worker; a parameter so that tests can run the real protocol without one. */
export type WorkerFactory = () => Worker

const createWorker: WorkerFactory = () =>
  new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' })

/** A worker that is asked this often whether it is alive, */
const PING_EVERY_MS = 5000
/**
 * and has not answered so many times in a row is gone: browsers kill workers for want of memory
 * without an event. Counted, not timed, so that a laptop that slept kills nothing; long enough
 * for the slowest training step.
 */
const UNANSWERED_LIMIT = 6

/**
 * The page's end of the line to the training worker. Spawns it at the first command, drops
 * whatever arrives from a session that is no longer the current one, and turns a crash of the
 * worker into a `failed` event; the next `load` then starts a fresh worker.
 */
export function createTrainingClient(
  onEvent: (event: ClientEvent) => void,
  makeWorker: WorkerFactory = createWorker,
): TrainingClient {
  let worker: Worker | null = null
  let session = 0

  let unanswered = 0
  let heartbeat: ReturnType<typeof setInterval> | undefined

  const terminate = () => {
    clearInterval(heartbeat)
    worker?.terminate()
    worker = null
  }
  const ping = () => {
    if (unanswered >= UNANSWERED_LIMIT) return crashed('The worker no longer answers.')
    unanswered++
    worker?.postMessage({ type: 'ping', session } satisfies Command)
  }

  const crashed = (detail: string, what = 'stopped unexpectedly') => {
    terminate()
    const sentence = `The training worker ${what}. The numbers gathered so far are kept.`
    onEvent({ type: 'failed', session, sentence, detail })
  }
  /**
   * Whether the worker has what it was given: one that answers and trains nothing would be waited
   * for without end. A ping is read after the command that began its session, so that one wrong
   * answer is enough.
   */
  const check = (holds: number) => {
    if (holds === session) return
    crashed(
      `The worker answers, but has session ${holds} instead of ${session}.`,
      'lost the experiment it was given',
    )
  }

  const spawn = (): Worker => {
    const spawned = makeWorker()
    spawned.onmessage = ({ data }: MessageEvent<WorkerEvent>) => {
      unanswered = 0
      if (data.session !== session) return
      if (data.type === 'pong') return check(data.holds)
      // After a failure the device may be gone with the session: the next one gets a new worker.
      if (data.type === 'failed') terminate()
      onEvent(data)
    }
    spawned.onerror = (event) => {
      event.preventDefault()
      crashed(`${event.message} (${event.filename}:${event.lineno})`)
    }
    unanswered = 0
    heartbeat = setInterval(ping, PING_EVERY_MS)
    spawned.onmessageerror = () => crashed('A message from the worker could not be read.')
    return spawned
  }

  return {
    send: (command) => {
      if (command.type === 'load' || command.type === 'unload') session++
      if (command.type === 'unload' && !worker) return
      worker ??= spawn()
      worker.postMessage({ ...command, session } as Command)
    },
    close: () => {
      session++
      terminate()
    },
  }
}
