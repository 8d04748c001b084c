import type { Command, WorkerEvent } from './protocol'

type WithoutSession<T> = T extends unknown ? Omit<T, 'session'> : never
export type ClientCommand = WithoutSession<Command>

export interface TrainingClient {
  /** Sends a command of the current session; `load` begins a new one. */
  readonly send: (command: ClientCommand) => void
}

/** Makes the worker; a parameter so that tests can run the real protocol without one. */
export type WorkerFactory = () => Worker

const createWorker: WorkerFactory = () =>
  new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' })

/**
 * The page's end of the line to the training worker. Spawns it at the first command, drops
 * whatever arrives from a session that is no longer the current one, and turns a crash of the
 * worker into a `failed` event; the next `load` then starts a fresh worker.
 */
export function createTrainingClient(
  onEvent: (event: WorkerEvent) => void,
  makeWorker: WorkerFactory = createWorker,
): TrainingClient {
  let worker: Worker | null = null
  let session = 0

  const terminate = () => {
    worker?.terminate()
    worker = null
  }

  const crashed = (detail: string) => {
    terminate()
    onEvent({
      type: 'failed',
      session,
      sentence: 'The training worker stopped unexpectedly. The numbers gathered so far are kept.',
      detail,
    })
  }

  const spawn = (): Worker => {
    const spawned = makeWorker()
    spawned.onmessage = ({ data }: MessageEvent<WorkerEvent>) => {
      if (data.session !== session) return
      // After a failure the device may be gone with the session: the next one gets a new worker.
      if (data.type === 'failed') terminate()
      onEvent(data)
    }
    spawned.onerror = (event) => {
      event.preventDefault()
      crashed(`${event.message} (${event.filename}:${event.lineno})`)
    }
    spawned.onmessageerror = () => crashed('A message from the worker could not be read.')
    return spawned
  }

  return {
    send: (command) => {
      if (command.type === 'load') session++
      worker ??= spawn()
      worker.postMessage({ ...command, session } as Command)
    },
  }
}
