import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { MEASURE_EVERY, type InstrumentId, type StepInstrumentColumn } from '../../spec/instruments'
import { withSparseColumns, type SparseColumn } from '../../spec/metricTable'
import type { MetricBlock } from '../../worker/protocol'
import { decreaseOf, DECREASE_WIDTH, measureStep, type StepSides, type Wanted } from './measureStep'

interface Measured {
  readonly step: number
  readonly wanted: Wanted
  readonly numbers: Tensor1D
}

const NOTHING: Wanted = { decrease: false, layers: false }

/**
 * The instruments of one run: which of its steps are measured, and what was found, on the device
 * until the metrics of those steps are read.
 */
export class RunInstruments {
  private wanted = NOTHING
  private waiting: Measured[] = []
  /** Numbers that were worked out before the step they belong to. */
  private readonly notes = new Map<
    number,
    Readonly<Partial<Record<StepInstrumentColumn, number>>>
  >()

  /** From the next step on. */
  use(on: readonly InstrumentId[]): void {
    this.wanted = { decrease: on.includes('decrease'), layers: on.includes('layers') }
  }

  /** Whether a step is measured. */
  isDue(step: number): boolean {
    return (this.wanted.decrease || this.wanted.layers) && step % MEASURE_EVERY === 0
  }

  measure(step: number, sides: StepSides): void {
    const { wanted } = this
    this.waiting.push({ step, wanted, numbers: measureStep(sides, wanted) })
  }

  /** A number of a step that is to come; the last one counts. */
  note(step: number, column: StepInstrumentColumn, value: number): void {
    this.notes.set(step, { ...this.notes.get(step), [column]: value })
  }

  /** Takes what was measured out, before other steps add to it, and reads it. */
  async drain(): Promise<InstrumentRows> {
    const taken = this.waiting
    this.waiting = []
    const notes = new Map(this.notes)
    const hasDecrease = this.wanted.decrease || taken.some(({ wanted }) => wanted.decrease)
    if (taken.length === 0) return { notes, hasDecrease, measured: [] }
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
    return { notes, hasDecrease, measured }
  }

  /** Puts what was read into the rows of these steps. */
  complete(block: MetricBlock, { notes, hasDecrease, measured }: InstrumentRows): MetricBlock {
    const end = block.firstStep + block.seconds.length
    for (const step of notes.keys()) if (step < end) this.notes.delete(step)
    return completed(block, notes, hasDecrease, measured)
  }

  dispose(): void {
    tf.dispose(this.waiting.map(({ numbers }) => numbers))
    this.waiting = []
  }
}

interface Read {
  readonly step: number
  readonly wanted: Wanted
  readonly numbers: Float32Array
}

export interface InstrumentRows {
  readonly notes: ReadonlyMap<number, Readonly<Partial<Record<StepInstrumentColumn, number>>>>
  readonly hasDecrease: boolean
  readonly measured: readonly Read[]
}

function completed(
  block: MetricBlock,
  notes: InstrumentRows['notes'],
  hasDecrease: boolean,
  measured: readonly Read[],
): MetricBlock {
  const { firstStep } = block
  const rows = block.seconds.length
  const isHere = (step: number) => step >= firstStep && step < firstStep + rows
  const columns = new Map<StepInstrumentColumn, Map<number, number>>()
  const put = (step: number, column: StepInstrumentColumn, value: number) => {
    const cells = columns.get(column) ?? new Map<number, number>()
    columns.set(column, cells.set(step - firstStep, value))
  }
  if (hasDecrease)
    for (const column of ['predicted_decrease', 'actual_decrease', 'alpha'] as const)
      columns.set(column, new Map())
  for (const { step, wanted, numbers } of measured) {
    if (!wanted.decrease || !isHere(step)) continue
    const [before, after, promised] = numbers as unknown as [number, number, number]
    const { predicted, actual, alpha } = decreaseOf(before, after, promised)
    put(step, 'predicted_decrease', predicted)
    put(step, 'actual_decrease', actual)
    put(step, 'alpha', alpha)
  }
  for (const [step, note] of notes)
    if (isHere(step))
      for (const [column, value] of Object.entries(note))
        put(step, column as StepInstrumentColumn, value)
  const sparse = [...columns].map(([name, cells]): SparseColumn => ({ name, cells }))
  const layers = layersOf(measured.filter(({ step, wanted }) => wanted.layers && isHere(step)))
  return {
    ...block,
    ...(sparse.length > 0 ? withSparseColumns(block, rows, sparse) : {}),
    ...(layers ? { layers } : {}),
  }
}

/** Norms of all tensors at the steps that were measured; undefined where none was. */
function layersOf(measured: readonly Read[]): MetricBlock['layers'] {
  const [first] = measured
  if (!first) return undefined
  const offset = ({ wanted }: Read) => (wanted.decrease ? DECREASE_WIDTH : 0)
  const width = first.numbers.length - offset(first)
  const norms = new Float32Array(width * measured.length)
  measured.forEach((one, row) =>
    norms.set(one.numbers.subarray(offset(one)).map(Math.sqrt), row * width),
  )
  return { steps: Int32Array.from(measured, ({ step }) => step), norms }
}
