import type { FurtherKind, WorkerRequest } from './protocol'

type Heard<Reply> = ((event: MessageEvent<Reply>) => void) | null

/**
 * A further worker as the training worker has it, made by the page. A worker that makes one itself
 * may hang in Firefox: while anybody watches workers there (developer tools, WebDriver) it waits
 * until the new one is announced, and the word may reach the new one instead. A page does not wait.
 */
export class WorkerByPage<Order, Reply> {
  onerror: ((event: ErrorEvent) => void) | null = null
  private readonly line: MessagePort
  private readonly fate: MessagePort

  /** @param ask hands the request, with what is moved, to the page */
  constructor(kind: FurtherKind, ask: (request: WorkerRequest, moved: Transferable[]) => void) {
    const [line, fate] = [new MessageChannel(), new MessageChannel()]
    this.line = line.port1
    this.fate = fate.port1
    this.fate.onmessage = ({ data }: MessageEvent<ErrorEventInit>) =>
      this.onerror?.(new ErrorEvent('error', { ...data, cancelable: true }))
    ask({ kind, line: line.port2, fate: fate.port2 }, [line.port2, fate.port2])
  }

  set onmessage(heard: Heard<Reply>) {
    this.line.onmessage = heard
  }

  get onmessage(): Heard<Reply> {
    return this.line.onmessage
  }

  postMessage(message: Order, moved: Transferable[] = []): void {
    this.line.postMessage(message, moved)
  }

  terminate(): void {
    this.fate.postMessage('end')
    this.line.close()
  }
}
