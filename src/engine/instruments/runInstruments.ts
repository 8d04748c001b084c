import {
  MEASURE_EVERY,
  MEASURE_NOISE_EVERY,
  type InstrumentId,
  type StepInstrumentColumn,
} from '../../spec/instruments'
import { withSparseColumns, type SparseColumn } from '../../spec/metricTable'
import type { MetricBlock } from '../../worker/protocol'
import type { Measure } from '../run/trainStep'
import { decreaseOf, DECREASE_WIDTH, measureOf, NOISE_WIDTH, type Wanted } from './measureStep'

const NOTHING: Wanted = { decrease: false, noise: false, layers: false }

/**
 * The instruments of one run: which of its steps are measured, and what was found. The numbers
 * themselves come with the metrics of those steps.
 */
export class RunInstruments {
  private wanted = NOTHING
  /** Steps whose numbers have not been read. */
  private waiting: Omit<StepMeasurement, 'numbers'>[] = []
  /** Measured and read by somebody else. */
  private received: StepMeasurement[] = []
  /** Numbers that were worked out before the step they belong to. */
  private readonly notes = new Map<
    number,
    Readonly<Partial<Record<StepInstrumentColumn, number>>>
  >()

  /** @param changed told when other instruments are on */
  constructor(private readonly changed: () => void = () => undefined) {}

  /** From the next step on. */
  use(on: readonly InstrumentId[]): void {
    this.changed()
    this.wanted = {
      decrease: on.includes('decrease'),
      noise: on.includes('noise'),
      layers: on.includes('layers'),
    }
  }

  /**
   * How the step that is about to be done is measured, if it is.
   * @param isPenalised its loss has an L2 term that is not 0
   */
  begin(step: number, isPenalised: boolean): Measure | undefined {
    const wanted = this.wantedAt(step)
    if (!wanted.decrease && !wanted.noise && !wanted.layers) return undefined
    this.waiting.push({ step, wanted })
    return measureOf(wanted, isPenalised)
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

  /** Takes out what belongs to the steps so far, before other steps add to it. */
  take(): InstrumentsTaken {
    const { waiting, received } = this
    this.waiting = []
    this.received = []
    const isOn = (id: keyof Wanted) =>
      this.wanted[id] || [...waiting, ...received].some(({ wanted }) => wanted[id])
    const columns = COLUMNS.flatMap(({ of, names }) => (isOn(of) ? names : []))
    return { notes: new Map(this.notes), columns, waiting, received }
  }

  /**
   * Puts what was found into the rows of these steps.
   * @param numbers of the steps that were measured here
   */
  complete(
    block: MetricBlock,
    taken: InstrumentsTaken,
    numbers: readonly Float32Array[] = [],
  ): MetricBlock {
    const end = block.firstStep + block.seconds.length
    for (const step of taken.notes.keys()) if (step < end) this.notes.delete(step)
    return completed(block, taken, measurementsOf(taken, numbers))
  }
}

/** What was found at one step, as its `Measure` gives it. */
export interface StepMeasurement {
  readonly step: number
  readonly wanted: Wanted
  readonly numbers: Float32Array
}

export interface InstrumentsTaken {
  readonly notes: ReadonlyMap<number, Readonly<Partial<Record<StepInstrumentColumn, number>>>>
  /** Of what is on, also where no step was measured. */
  readonly columns: readonly StepInstrumentColumn[]
  readonly waiting: readonly Omit<StepMeasurement, 'numbers'>[]
  readonly received: readonly StepMeasurement[]
}

/** @param numbers of the steps that were measured here, in their order */
export const measurementsOf = (
  { waiting, received }: InstrumentsTaken,
  numbers: readonly Float32Array[],
): StepMeasurement[] => [
  ...received,
  ...waiting.map((one, i) => ({ ...one, numbers: numbers[i]! })),
]

/** Columns by what they come of. */
const COLUMNS = [
  { of: 'decrease', names: ['predicted_decrease', 'actual_decrease', 'alpha'] },
  { of: 'noise', names: ['gradient_noise'] },
] as const satisfies readonly { of: keyof Wanted; names: readonly StepInstrumentColumn[] }[]

function completed(
  block: MetricBlock,
  { notes, columns: on }: InstrumentsTaken,
  measured: readonly StepMeasurement[],
) {
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
