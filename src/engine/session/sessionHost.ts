import type {
  Command,
  CommandMessage,
  Pong,
  SessionEvent,
  SessionMessage,
} from '../../worker/protocol'
import type { Spread } from '../team/helpers'
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
  private readonly builder: SessionBuilder
  private session = 0
  private emit = this.emitterOf(this.session)
  private current: Promise<Session | null> = Promise.resolve(null)
  /** The session that has been built last, until it is disposed. */
  private built: Session | null = null
  private stepsOfEarlier = 0
  private abort = new AbortController()

  /** @param spread how runs are spread over other workers; absent: this one trains alone */
  constructor(
    private readonly post: (message: SessionMessage) => void,
    spread?: Spread,
  ) {
    this.builder = new SessionBuilder((sentence) => this.fail(new UserError(sentence)), spread)
  }

  /** What this worker answers to a ping. */
  get pong(): Pong {
    return {
      type: 'pong',
      holds: this.session,
      steps: this.stepsOfEarlier + (this.built?.issuedSteps ?? 0),
      isTraining: this.built?.isTraining ?? false,
      asides: this.built?.asides ?? 0,
      isAside: this.built?.isAside ?? false,
    }
  }

  handle({ session: id, command }: CommandMessage & { readonly command: Command }): void {
    if (command.type === 'load' || command.type === 'unload') {
      this.session = id
      this.emit = this.emitterOf(id)
      this.abort.abort()
      this.abort = new AbortController()
      this.current =
        command.type === 'load'
          ? this.replace(this.current, command, this.abort.signal, this.emit)
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
        case 'workers':
          return session?.setWorkers(command.count)
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
        case 'firstLayer':
          return session?.requestFirstLayer()
        case 'study':
          return session?.study(command.request)
        case 'stopStudy':
          return session?.stopStudy(command.study)
        case 'instruments':
          return session?.useInstruments(command.on)
        case 'edit':
          return session?.edit(command.run, command.key, command.value)
      }
    })
  }

  private async end(previous: Promise<Session | null>): Promise<null> {
    const session = await previous
    await session?.dispose()
    this.stepsOfEarlier += session?.issuedSteps ?? 0
    this.built = null
    return null
  }

  private async replace(
    previous: Promise<Session | null>,
    command: LoadCommand,
    signal: AbortSignal,
    emit: (event: SessionEvent) => void,
  ): Promise<Session | null> {
    await this.end(previous)
    if (signal.aborted) return null
    try {
      this.built = await this.builder.build(command, signal, emit)
      return this.built
    } catch (error) {
      if (!signal.aborted) this.fail(error)
      return null
    }
  }

  private fail(error: unknown): void {
    this.emit({ type: 'failed', ...describeFailure(error) })
  }

  private emitterOf(session: number): (event: SessionEvent) => void {
    return createEventBatch((event) => this.post({ session, event }))
  }
}
