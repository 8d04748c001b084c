import * as tf from '@tensorflow/tfjs-core'
import type { Inputs } from '../../data/datasetLoader'
import type { RunId } from '../../spec/runId'
import type { InstrumentId } from '../../spec/instruments'
import type { Arithmetic } from '../backend/backend'
import { createBatchMaker, type BatchMaker } from '../run/batchTensors'
import type { Batch } from '../run/trainStep'
import { HeldRun } from './heldRun'
import type {
  FromHelper,
  HelperRunSetup,
  PassedRun,
  RunArrays,
  ToHelper,
  TrainedRows,
  WindowOrder,
} from './messages'

export interface HelperSetup {
  readonly post: (message: FromHelper, transfer: Transferable[]) => void
  /** Makes this worker compute like that. @returns why it cannot, if so */
  readonly computeAs: (arithmetic: Arithmetic) => Promise<string | undefined>
  /** Holds the lock of this name until the helper's end. */
  readonly hold: (lock: string) => Promise<unknown>
}

/** A helper without its global scope: does what the worker of a session tells it, in order. */
export class Helper {
  private arithmetic: Arithmetic | null = null
  private instruments: readonly InstrumentId[] = []
  private setups = new Map<RunId, HelperRunSetup>()
  private toBatch: BatchMaker | null = null
  private ports: readonly (MessagePort | null)[] = []
  private readonly held = new Map<RunId, HeldRun>()
  /** Runs whose weights are here. */
  private readonly here = new Set<RunId>()
  private readonly awaited = new Map<RunId, () => void>()
  private work: Promise<void> = Promise.resolve()

  constructor(private readonly setup: HelperSetup) {}

  handle(message: ToHelper): void {
    this.work = this.work
      .then(() => this.answer(message))
      .catch((error: unknown) => {
        const detail = error instanceof Error ? (error.stack ?? String(error)) : String(error)
        this.post({ type: 'failed', detail })
      })
  }

  private post(message: FromHelper, arrays: readonly Inputs[] = []): void {
    this.setup.post(message, buffersOf(arrays))
  }

  private async answer(message: ToHelper): Promise<void> {
    switch (message.type) {
      case 'start':
        return this.start(message.arithmetic, message.lock)
      case 'session':
        return this.begin(message.runs, message.ports)
      case 'run':
        return this.arrived(message)
      case 'edit':
        return this.edit(message)
      case 'instruments':
        return this.useInstruments(message.on)
      case 'remove':
        return this.remove(message.run)
      case 'train':
        return this.train(message.order)
      case 'read':
        return this.read(message.runs)
      case 'end':
        return this.end()
    }
  }

  private async start(arithmetic: Arithmetic, lock: string): Promise<void> {
    if (this.arithmetic && isSame(this.arithmetic, arithmetic)) return this.post({ type: 'ready' })
    this.arithmetic = null
    const refusal = await this.setup.computeAs(arithmetic)
    if (refusal !== undefined) return this.post({ type: 'refused', why: refusal })
    await this.setup.hold(lock)
    this.arithmetic = arithmetic
    this.post({ type: 'ready' })
  }

  private begin(runs: readonly HelperRunSetup[], ports: readonly (MessagePort | null)[]): void {
    this.end()
    this.setups = new Map(runs.map((run) => [run.setup.id, run]))
    const { input, pixels } = runs[0]!.setup
    this.toBatch = createBatchMaker(input, pixels!)
    this.ports = ports
    for (const port of ports)
      // Not in turn with the orders: one of them may be what waits for it.
      if (port) port.onmessage = ({ data }: MessageEvent<PassedRun>) => this.arrived(data)
  }

  private arrived({ run, arrays }: PassedRun): void {
    const setup = this.setups.get(run)
    if (!setup) return
    const held = this.held.get(run)
    if (held) held.take(arrays)
    else this.held.set(run, new HeldRun(setup, arrays, this.instruments))
    this.here.add(run)
    this.awaited.get(run)?.()
  }

  private edit({ run, key, value }: Extract<ToHelper, { type: 'edit' }>): void {
    const known = this.setups.get(run)
    if (!known) return
    this.setups.set(run, { ...known, values: { ...known.values, [key]: value } })
    this.held.get(run)?.edit(key, value)
  }

  private useInstruments(on: readonly InstrumentId[]): void {
    this.instruments = on
    for (const held of this.held.values()) held.useInstruments(on)
  }

  private remove(run: RunId): void {
    this.setups.delete(run)
    this.held.get(run)?.dispose()
    this.held.delete(run)
    this.here.delete(run)
  }

  private async train({ parts, batches }: WindowOrder): Promise<void> {
    const first = batches[0]?.step ?? 0
    const made = new Map<number, Batch>()
    const batchAt = (offset: number): Batch => {
      const known = made.get(offset)
      if (known) return known
      const { images, labels } = batches[offset]!
      const batch = this.toBatch!(images, labels)
      made.set(offset, batch)
      return batch
    }
    const rows: TrainedRows[] = []
    try {
      for (const { run, from, to, passTo } of parts) {
        const held = await this.whenHere(run)
        for (let at = from; at < to; at++) held.step(batchAt(at), first + at)
        if (to > from) rows.push({ run, firstStep: first + from, ...(await held.rows()) })
        if (passTo !== undefined) await this.pass(run, held, passTo)
      }
    } finally {
      for (const { images, labels } of made.values()) tf.dispose([images, labels])
    }
    const images = batches.map((batch) => batch.images)
    this.post({ type: 'trained', rows, images }, [
      ...rows.map(({ table }) => table.values),
      ...images,
    ])
  }

  private async whenHere(run: RunId): Promise<HeldRun> {
    if (!this.here.has(run)) {
      await new Promise<void>((resolve) => this.awaited.set(run, resolve))
      this.awaited.delete(run)
    }
    return this.held.get(run)!
  }

  private async pass(run: RunId, held: HeldRun, to: number): Promise<void> {
    const arrays: RunArrays = await held.give()
    this.here.delete(run)
    this.ports[to]!.postMessage({ run, arrays } satisfies PassedRun, buffersOf(arrays))
  }

  private async read(wanted: readonly RunId[]): Promise<void> {
    const runs: PassedRun[] = []
    for (const run of wanted) runs.push({ run, arrays: await this.held.get(run)!.read() })
    this.post(
      { type: 'read', runs },
      runs.flatMap(({ arrays }) => arrays),
    )
  }

  private end(): void {
    for (const run of [...this.setups.keys()]) this.remove(run)
    for (const port of this.ports) port?.close()
    this.ports = []
    this.instruments = []
  }
}

const isSame = (a: Arithmetic, b: Arithmetic) =>
  a.backend === b.backend && a.isRelaxed === b.isRelaxed

const buffersOf = (arrays: readonly Inputs[]): Transferable[] =>
  arrays.map(({ buffer }) => buffer as ArrayBuffer)
