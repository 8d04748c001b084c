import type { Command, WorkerEvent } from '../../worker/protocol'
import { createEventBatch } from './eventBatch'
import { describeFailure, UserError } from './failure'
import { SessionBuilder } from './sessionBuilder'
import type { Session } from './session'

type LoadCommand = Extract<Command, { type: 'load' }>

/**
 * The worker without its global scope: takes commands, keeps the one session that is current
 * and posts its events. Commands for a session that is still being built wait for it.
 */
export class SessionHost {
  private readonly builder = new SessionBuilder((sentence) => this.fail(new UserError(sentence)))
  private session = 0
  private current: Promise<Session | null> = Promise.resolve(null)
  private abort = new AbortController()

  constructor(private readonly post: (event: WorkerEvent) => void) {}

  /** The session of the last `load` or `unload`; 0 before the first one. */
  get holds(): number {
    return this.session
  }

  handle(command: Exclude<Command, { type: 'ping' }>): void {
    if (command.type === 'load' || command.type === 'unload') {
      this.session = command.session
      this.abort.abort()
      this.abort = new AbortController()
      this.current =
        command.type === 'load'
          ? this.replace(this.current, command, this.abort.signal)
          : this.end(this.current)
      return
    }
    void this.current.then((session) => {
      switch (command.type) {
        case 'train':
          return session?.train(command.steps)
        case 'pause':
          return session?.pause()
        case 'pace':
          return session?.setPace(command.stepsPerSecond)
        case 'snapshot':
          return session?.requestSnapshot()
        case 'remove':
          return session?.remove(command.run)
        case 'lossAlongGradient':
          return session?.lossAlongGradient(command.run, command.stepSizes)
        case 'query':
          return session?.query(command.query)
        case 'inspect':
          return session?.inspect(command.on)
        case 'regions':
          return session?.requestRegions()
        case 'edit':
          return session?.edit(command.run, command.key, command.value)
      }
    })
  }

  private async end(previous: Promise<Session | null>): Promise<null> {
    await (await previous)?.dispose()
    return null
  }

  private async replace(
    previous: Promise<Session | null>,
    command: LoadCommand,
    signal: AbortSignal,
  ): Promise<Session | null> {
    const old = await previous
    await old?.dispose()
    if (signal.aborted) return null
    try {
      return await this.builder.build(command, signal, createEventBatch(this.post))
    } catch (error) {
      if (!signal.aborted) this.fail(error)
      return null
    }
  }

  private fail(error: unknown): void {
    this.post({ type: 'failed', session: this.session, ...describeFailure(error) })
  }
}
