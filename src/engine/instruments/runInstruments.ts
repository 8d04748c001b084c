import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import {
  MEASURE_EVERY,
  MEASURE_NOISE_EVERY,
  type InstrumentId,
  type StepInstrumentColumn,
} from '../../spec/instruments'
import { withSparseColumns, type SparseColumn } from '../../spec/metricTable'
import type { MetricBlock } from '../../worker/protocol'
import {
  decreaseOf,
  DECREASE_WIDTH,
  measureStep,
  NOISE_WIDTH,
  type StepSides,
  type Wanted,
} from './measureStep'

interface Measured {
  readonly step: number
  readonly wanted: Wanted
  readonly numbers: Tensor1D
}

const NOTHING: Wanted = { decrease: false, noise: false, layers: false }

/**
 * The instruments of one run: which of its steps are measured, and what was found, on the device
 * until the metrics of those steps are read.
 */
export class RunInstruments {
  private wanted = NOTHING
  private waiting: Measured[] = []
  /** Measured and read by somebody else. */
  private received: StepMeasurement[] = []
  /** Numbers that were worked out before the step they belong to. */
  private readonly notes = new Map<
    number,
    Readonly<Partial<Record<StepInstrumentColumn, number>>>
  >()

  /** From the next step on. */
  use(on: readonly InstrumentId[]): void {
    this.wanted = {
      decrease: on.includes('decrease'),
      noise: on.includes('noise'),
      layers: on.includes('layers'),
    }
  }

  /** Whether a step is measured. */
  isDue(step: number): boolean {
    const { decrease, noise, layers } = this.wantedAt(step)
    return decrease || noise || layers
  }

  measure(step: number, sides: StepSides): void {
    const wanted = this.wantedAt(step)
    this.waiting.push({ step, wanted, numbers: measureStep(sides, wanted) })
  }

  private wantedAt(step: number): Wanted {
    const { decrease, noise, layers } = this.wanted
    const isTurn = step % MEASURE_EVERY === 0
    return {
      decrease: decrease && isTurn,
      noise: noise && step % MEASURE_NOISE_EVERY === 0,
      layers: layers && isTurn,
    }
  }

  /** A number of a step that is to come; the last one counts. */
  note(step: number, column: StepInstrumentColumn, value: number): void {
    this.notes.set(step, { ...this.notes.get(step), [column]: value })
  }

  /** What another worker measured at steps of this run. */
  receive(measured: readonly StepMeasurement[]): void {
    this.received.push(...measured)
  }

  /** Goes on for those of the same run, whose numbers have been read. */
  adopt({ wanted, notes }: RunInstruments): void {
    this.wanted = wanted
    for (const [step, note] of notes) this.notes.set(step, note)
  }

  /** Takes what was measured out, before other steps add to it, and reads it. */
  async drain(): Promise<InstrumentRows> {
    const { waiting: taken, received } = this
    this.waiting = []
    this.received = []
    const notes = new Map(this.notes)
    const isOn = (id: keyof Wanted) =>
      this.wanted[id] || [...taken, ...received].some(({ wanted }) => wanted[id])
    const columns = COLUMNS.flatMap(({ of, names }) => (isOn(of) ? names : []))
    if (taken.length === 0) return { notes, columns, measured: received }
    const joined = tf.concat(taken.map(({ numbers }) => numbers))
    tf.dispose(taken.map(({ numbers }) => numbers))
    // A copy: on some backends `data` hands out a view of memory that is reused.
    const values = Float32Array.from(await joined.data())
    joined.dispose()
    let from = 0
    const measured = taken.map(({ step, wanted, numbers }) => {
      const own = values.subarray(from, (from += numbers.size))
      return { step, wanted, numbers: own }
    })
    return { notes, columns, measured: [...received, ...measured] }
  }

  /** Puts what was read into the rows of these steps. */
  complete(block: MetricBlock, found: InstrumentRows): MetricBlock {
    const end = block.firstStep + block.seconds.length
    for (const step of found.notes.keys()) if (step < end) this.notes.delete(step)
    return completed(block, found)
  }

  dispose(): void {
    tf.dispose(this.waiting.map(({ numbers }) => numbers))
    this.waiting = []
  }
}

/** What was found at one step, as `measureStep` gives it. */
export interface StepMeasurement {
  readonly step: number
  readonly wanted: Wanted
  readonly numbers: Float32Array
}

export interface InstrumentRows {
  readonly notes: ReadonlyMap<number, Readonly<Partial<Record<StepInstrumentColumn, number>>>>
  /** Of what is on, also where no step was measured. */
  readonly columns: readonly StepInstrumentColumn[]
  readonly measured: readonly StepMeasurement[]
}

/** Columns by what they come of. */
const COLUMNS = [
  { of: 'decrease', names: ['predicted_decrease', 'actual_decrease', 'alpha'] },
  { of: 'noise', names: ['gradient_noise'] },
] as const satisfies readonly { of: keyof Wanted; names: readonly StepInstrumentColumn[] }[]

function completed(block: MetricBlock, { notes, columns: on, measured }: InstrumentRows) {
  const { firstStep } = block
  const rows = block.seconds.length
  const isHere = (step: number) => step >= firstStep && step < firstStep + rows
  const columns = new Map<StepInstrumentColumn, Map<number, number>>(
    on.map((column) => [column, new Map()]),
  )
  const put = (step: number, column: StepInstrumentColumn, value: number) => {
    const cells = columns.get(column) ?? new Map<number, number>()
    columns.set(column, cells.set(step - firstStep, value))
  }
  for (const { step, wanted, numbers } of measured) {
    if (!isHere(step)) continue
    if (wanted.decrease) {
      const [before, after, promised] = numbers as unknown as [number, number, number]
      const { predicted, actual, alpha } = decreaseOf(before, after, promised)
      put(step, 'predicted_decrease', predicted)
      put(step, 'actual_decrease', actual)
      put(step, 'alpha', alpha)
    }
    if (wanted.noise) {
      const at = wanted.decrease ? DECREASE_WIDTH : 0
      put(step, 'gradient_noise', Math.sqrt(numbers[at]! / numbers[at + 1]!))
    }
  }
  for (const [step, note] of notes)
    if (isHere(step))
      for (const [column, value] of Object.entries(note))
        put(step, column as StepInstrumentColumn, value)
  const sparse = [...columns].map(([name, cells]): SparseColumn => ({ name, cells }))
  const layers = layersOf(measured.filter(({ step, wanted }) => wanted.layers && isHere(step)))
  const complete: MetricBlock = {
    ...block,
    ...(sparse.length > 0 ? withSparseColumns(block, rows, sparse) : {}),
    ...(layers ? { layers } : {}),
  }
  return complete
}

/** Norms of all tensors at the steps that were measured; undefined where none was. */
function layersOf(measured: readonly StepMeasurement[]): MetricBlock['layers'] {
  const [first] = measured
  if (!first) return undefined
  const offset = ({ wanted: { decrease, noise } }: StepMeasurement) =>
    (decrease ? DECREASE_WIDTH : 0) + (noise ? NOISE_WIDTH : 0)
  const width = first.numbers.length - offset(first)
  const norms = new Float32Array(width * measured.length)
  measured.forEach((one, row) =>
    norms.set(one.numbers.subarray(offset(one)).map(Math.sqrt), row * width),
  )
  return { steps: Int32Array.from(measured, ({ step }) => step), norms }
}
