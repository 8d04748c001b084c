import type { Arithmetic } from '../backend/backend'
import { HelperLine, type HelperWorker } from './helperLine'

interface Member {
  readonly line: HelperLine
  readonly lock: string
  isWatched: boolean
}

/** Locks tell of the death of a worker, whatever it was; not every context has them. */
type Locks = Pick<LockManager, 'request'> | undefined

/** Helpers of this worker. They stay for the next session, and those that are gone are replaced. */
export class HelperPool {
  private members: Member[] = []
  private count = 0
  private arithmetic: Arithmetic | null = null
  private readonly name = `helper ${Math.random().toString(36).slice(2)}`

  constructor(
    private readonly makeHelper: () => HelperWorker,
    private readonly locks: Locks = globalThis.navigator?.locks,
  ) {}

  /** So many have been started on this backend before. */
  isWarm(size: number, { backend }: Arithmetic): boolean {
    const there = this.members.filter(({ line }) => !line.isLost)
    return this.arithmetic?.backend === backend && there.length >= size
  }

  /**
   * So many helpers that are ready to train and compute like that.
   * @throws where one does not start
   */
  async start(size: number, arithmetic: Arithmetic): Promise<readonly HelperLine[]> {
    this.members = this.members.filter(({ line }) => !line.isLost)
    this.keep(size)
    while (this.members.length < size)
      this.members.push({
        line: new HelperLine(this.makeHelper()),
        lock: `${this.name} ${this.count++}`,
        isWatched: false,
      })
    const members = [...this.members]
    await Promise.all(members.map((member) => this.startOne(member, arithmetic)))
    this.arithmetic = arithmetic
    return members.map(({ line }) => line)
  }

  /** At most so many stay; the others give their memory back. */
  keep(size: number): void {
    for (const { line } of this.members.splice(size)) line.end('It is not needed any more.')
  }

  private async startOne(member: Member, arithmetic: Arithmetic): Promise<void> {
    const { line, lock, isWatched } = member
    await line.ask({ type: 'start', arithmetic, lock }, 'ready')
    if (isWatched) return
    member.isWatched = true
    // It is given only when the helper, which holds it, is gone.
    void this.locks?.request(lock, () => line.end('The lock that it held was given back.'))
  }
}
