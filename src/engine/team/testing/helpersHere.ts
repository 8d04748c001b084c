import { Helper } from '../helper'
import type { HelperWorker } from '../helperLine'
import type { FromHelper, ToHelper } from '../messages'

/** Stands in for a worker: a helper in this thread, behind a channel, on the backend in use. */
export class HelperHere implements HelperWorker {
  onmessage: HelperWorker['onmessage'] = null
  onerror: HelperWorker['onerror'] = null
  /** Messages that it was given, by their type. */
  readonly heard: ToHelper['type'][] = []
  /** Answers that have arrived. */
  readonly said: FromHelper['type'][] = []
  private readonly channel = new MessageChannel()

  constructor() {
    const { port1, port2 } = this.channel
    const helper = new Helper({
      post: (message, transfer) => port2.postMessage(message, transfer),
      computeAs: () => Promise.resolve(undefined),
      hold: () => Promise.resolve(),
    })
    port1.onmessage = (event: MessageEvent<FromHelper>) => {
      this.onmessage?.(event)
      this.said.push(event.data.type)
    }
    port2.onmessage = ({ data }: MessageEvent<ToHelper>) => {
      this.heard.push(data.type)
      helper.handle(data)
    }
  }

  postMessage(message: ToHelper, transfer: Transferable[]): void {
    this.channel.port1.postMessage(message, transfer)
  }

  terminate(): void {
    this.channel.port1.close()
  }

  /** Its end, as a browser tells of it. */
  crash(): void {
    this.terminate()
    this.onerror?.({ preventDefault: () => undefined, message: 'gone' } as ErrorEvent)
  }
}
