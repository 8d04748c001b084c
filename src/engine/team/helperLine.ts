import { UserError } from '../session/failure'
import type { FromHelper, ToHelper } from './messages'

/** The part of a worker that a line needs. */
export interface HelperWorker {
  postMessage: (message: ToHelper, transfer: Transferable[]) => void
  onmessage: ((event: MessageEvent<FromHelper>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate: () => void
}

type Reply<T extends FromHelper['type']> = Extract<FromHelper, { type: T }>

interface Question {
  readonly resolve: (reply: FromHelper) => void
  readonly reject: (error: Error) => void
}

/** One helper as the worker of a session has it: orders, and answers in the order of the questions. */
export class HelperLine {
  private readonly questions: Question[] = []
  private lost: Error | null = null

  constructor(private readonly worker: HelperWorker) {
    worker.onmessage = ({ data }) => {
      if (data.type === 'failed') this.end(data.detail)
      else this.questions.shift()?.resolve(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      this.end(`${event.message} (${event.filename}:${event.lineno})`)
    }
  }

  get isLost(): boolean {
    return this.lost !== null
  }

  tell(message: ToHelper, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer)
  }

  /** @throws where the helper is gone, or goes before it has answered */
  async ask<T extends FromHelper['type']>(
    message: ToHelper,
    type: T,
    transfer: Transferable[] = [],
  ): Promise<Reply<T>> {
    if (this.lost) throw this.lost
    const reply = await new Promise<FromHelper>((resolve, reject) => {
      this.questions.push({ resolve, reject })
      this.tell(message, transfer)
    })
    if (reply.type !== type) throw new Error(`A helper answered ${reply.type} instead of ${type}.`)
    return reply as Reply<T>
  }

  /** Without it nothing that it has can be had any more. */
  end(detail: string): void {
    if (this.lost) return
    this.lost = new UserError(
      'A helper of the training worker stopped unexpectedly. The numbers gathered so far are kept.',
      { cause: detail },
    )
    this.worker.terminate()
    for (const { reject } of this.questions.splice(0)) reject(this.lost)
  }
}
