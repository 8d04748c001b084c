import type { BatchSource } from '../../data/batchSource'
import type { InstrumentId } from '../../spec/instruments'
import type { RunId } from '../../spec/runId'
import type { RunSnapshot } from '../../worker/protocol'
import type { TrainingRunSetup } from '../run/trainingRun'
import { BatchCopies } from './batchCopies'
import { BatchesAhead } from './batchesAhead'
import { DistantRun } from './distantRun'
import type { HelperLine } from './helperLine'
import type { RunArrays, TrainedRows, WindowOrder } from './messages'
import { planWindow, smallestWindow } from './plan'

/**
 * Helpers work on their own for about so long. They have the next window before they are done with
 * this one, so that they need not wait for this worker; Pause and edits wait for both.
 */
const WINDOW_MS = 40
/** Most steps of a window, whatever the clock says: bounds what batches take. */
const MOST_STEPS = 64

/** A run that helpers are to take over. */
export interface Entrusted {
  readonly setup: Omit<TrainingRunSetup, 'initialWeights'>
  readonly snapshot: RunSnapshot
}

interface Moment {
  readonly ms: number
  readonly seconds: number
}

/**
 * The helpers of one session. They train all runs for some steps, a window, and then everybody
 * stands at the same step again: there edits, questions and snapshots act as they do between two
 * steps of a worker alone.
 */
export class Team {
  readonly runs: readonly DistantRun[]
  private readonly batches: BatchesAhead
  /** Of each helper. */
  private readonly copies: readonly BatchCopies[]
  /** The helper that has each run, in the order of the runs. */
  private places: ReadonlyMap<RunId, number>
  private isMirrored = false
  private isBrought = false
  private msPerStep = WINDOW_MS
  /** Steps that helpers were told of and whose rows are not here yet. */
  stepsUnderWay = 0
  /** Done when the helpers have done all that they were told. */
  private latest: Promise<void> = Promise.resolve()
  /** When the last window was done, in milliseconds of the wall and seconds of training. */
  private doneAt: Moment = { ms: -Infinity, seconds: -Infinity }

  /** @param step that the runs stand at */
  constructor(
    private readonly lines: readonly HelperLine[],
    entrusted: readonly Entrusted[],
    step: number,
    batchAt: BatchSource['batchAt'],
  ) {
    this.batches = new BatchesAhead(batchAt)
    this.copies = lines.map(() => new BatchCopies())
    const runs = entrusted.map(({ setup, snapshot }) => ({ setup, values: snapshot.values }))
    const ports = meshOf(lines.length)
    lines.forEach((line, i) => {
      const own = ports[i]!
      const transfer = own.filter((port) => port !== null)
      line.tell({ type: 'session', runs, ports: own }, transfer)
    })
    const places = entrusted.map(({ snapshot }, i) => {
      const place = i % lines.length
      const arrays = [snapshot.parameters, ...snapshot.state]
      lines[place]!.tell({ type: 'run', run: snapshot.run, arrays })
      return [snapshot.run, place] as const
    })
    this.places = new Map(places)
    this.runs = entrusted.map(
      ({ setup, snapshot }) =>
        new DistantRun(setup, snapshot, step, (key, value) =>
          this.tellAll({ type: 'edit', run: snapshot.run, key, value }),
        ),
    )
  }

  /** So many steps make a good window, where nothing asks for fewer. */
  get window(): number {
    const smallest = smallestWindow(this.places.size, this.size)
    return Math.min(
      Math.max(1, Math.floor(WINDOW_MS / (this.msPerStep * smallest))) * smallest,
      Math.max(MOST_STEPS, smallest),
    )
  }

  /**
   * Has the runs that are left trained for `count` steps from `first` on, all on the same batches.
   * @param clock read when it begins and when it is done
   * @returns resolves when there is room for another window: when the one before this is done
   */
  train(first: number, count: number, clock: { readonly seconds: number }): Promise<void> {
    this.isBrought = false
    for (const run of this.runs) run.bring(null)
    const before = this.latest
    if (this.places.size === 0) return before
    const began = { ms: performance.now(), seconds: clock.seconds }
    const plan = planWindow(this.places, this.size, count, this.isMirrored)
    this.isMirrored = !this.isMirrored
    const answers = this.batches.take(first, count, (batches) =>
      plan.parts.map((parts, i) => this.order(i, { parts, batches })),
    )
    this.places = plan.places
    this.stepsUnderWay += count
    const done = Promise.all([before, ...answers])
    this.latest = done.then(([, ...trained]) => {
      this.receive(trained.flat(), { count, began, seconds: clock.seconds })
    })
    // Whoever waits for it hears of a failure; nobody may.
    this.latest.catch(() => undefined)
    this.batches.prepare(first + count, count)
    return before
  }

  /** Resolves when everybody stands at the same step, the last that was asked for. */
  settle(): Promise<void> {
    return this.latest
  }

  /** Brings weights and state of the runs here, as they are now. */
  async bring(): Promise<void> {
    await this.settle()
    if (this.isBrought) return
    this.isBrought = true
    const answers = this.lines.map((line, place) => {
      const runs = [...this.places].filter(([, at]) => at === place).map(([run]) => run)
      return line.ask({ type: 'read', runs }, 'read')
    })
    const found = new Map<RunId, RunArrays>()
    for (const { runs } of await Promise.all(answers))
      for (const { run, arrays } of runs) found.set(run, arrays)
    for (const run of this.runs) {
      const arrays = found.get(run.id)
      if (arrays) run.bring(arrays)
    }
  }

  /** Instruments that measure from the window to come on. */
  useInstruments(on: readonly InstrumentId[]): void {
    this.tellAll({ type: 'instruments', on })
  }

  /** The run leaves. */
  remove(run: RunId): void {
    this.places = new Map([...this.places].filter(([other]) => other !== run))
    this.tellAll({ type: 'remove', run })
  }

  /** The helpers forget the session. */
  end(): void {
    this.tellAll({ type: 'end' })
  }

  isOf(lines: readonly HelperLine[]): boolean {
    return this.lines === lines
  }

  /** Helpers that train; no more of them than runs. */
  get size(): number {
    return Math.min(this.lines.length, this.places.size)
  }

  private async order(place: number, { parts, batches }: WindowOrder): Promise<TrainedRows[]> {
    const copies = this.copies[place]!
    const order = { parts, batches: copies.of(batches) }
    const transfer = order.batches.map(({ images }) => images.buffer as ArrayBuffer)
    const { rows, images } = await this.lines[place]!.ask(
      { type: 'train', order },
      'trained',
      transfer,
    )
    copies.giveBack(images)
    return [...rows]
  }

  private receive(
    rows: readonly TrainedRows[],
    { count, began, seconds }: { count: number; began: Moment; seconds: number },
  ): void {
    this.stepsUnderWay -= count
    const now = performance.now()
    const start = Math.max(began.seconds, this.doneAt.seconds)
    this.msPerStep = (now - Math.max(began.ms, this.doneAt.ms)) / count
    this.doneAt = { ms: now, seconds }
    const secondsOf = (i: number) => start + (i * (seconds - start)) / count
    const times = Array.from({ length: count }, (_, i) => secondsOf(i))
    for (const run of this.runs) {
      const own = rowsOf(rows, run.id)
      if (own.length > 0) run.receive(own, times)
    }
  }

  private tellAll(message: Parameters<HelperLine['tell']>[0]): void {
    for (const line of this.lines) line.tell(message)
  }
}

const rowsOf = (rows: readonly TrainedRows[], run: RunId) =>
  rows.filter((row) => row.run === run).sort((a, b) => a.firstStep - b.firstStep)

/** A channel between any two of so many helpers; the ends of each of them. */
function meshOf(count: number): (MessagePort | null)[][] {
  const ends = Array.from({ length: count }, () => new Array<MessagePort | null>(count).fill(null))
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const { port1, port2 } = new MessageChannel()
      ends[i]![j] = port1
      ends[j]![i] = port2
    }
  return ends
}
