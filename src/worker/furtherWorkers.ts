import type { FurtherKind, WorkerRequest } from './protocol'

/** The page's end of the further workers of one training worker; see `WorkerByPage`. */
export class FurtherWorkers {
  private readonly workers = new Set<Worker>()

  constructor(private readonly makeWorker: (kind: FurtherKind) => Worker) {}

  /** Makes one, whose first message is its line to the worker that wants it. */
  make({ kind, line, fate }: WorkerRequest): void {
    const worker = this.makeWorker(kind)
    this.workers.add(worker)
    const end = () => {
      worker.terminate()
      this.workers.delete(worker)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      const { message, filename, lineno } = event
      fate.postMessage({ message, filename, lineno } satisfies ErrorEventInit)
      end()
    }
    fate.onmessage = end
    worker.postMessage(line, [line])
  }

  /** Ends all: whom they worked for is gone. */
  end(): void {
    for (const worker of this.workers) worker.terminate()
    this.workers.clear()
  }
}
