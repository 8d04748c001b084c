import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { columnOf } from '../../spec/metricTable'
import { hyperparametersOf } from '../../spec/optimizer'
import { FUSED_METRICS } from '../kernels/webgpu/fusedUpdate'
import {
  backend,
  programsDuring,
  takeErrors,
  useWebgpuKernels,
} from '../kernels/webgpu/testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from '../kernels/webgpu/tiles'
import { NO_LIMIT } from '../run/sentinels'
import { createUpdateStep, type UpdateStep } from '../run/updateStep'
import { createFastUpdateStep } from './fusedUpdate'

const STEPS = 100

interface Variant {
  readonly id: string
  readonly staticOptions: OptionValues
}

/** Every rule with every value of its modes; a schedule is none, it writes `lr` on the host. */
const VARIANTS: readonly Variant[] = optimizerSpecs.flatMap(({ id }) => {
  const own = hyperparametersOf(optimizerSpec(id)).filter(
    ({ kind, key }) => kind !== 'number' && key !== 'schedule',
  )
  const others = own.flatMap((option) => {
    const values = option.kind === 'enum' ? option.values : [true, false]
    return values
      .filter((value) => value !== option.default)
      .map((value) => ({ [option.key]: value }))
  })
  return [{}, ...others].map((staticOptions) => ({ id, staticOptions }))
})

/** Numbers of step t: hyperparameters move at every step, limits come and go. */
function stepNumbers(id: string, count: number, t: number) {
  const stream = createStream(7, 'data', t)
  const hyper = Object.fromEntries(
    hyperparametersOf(optimizerSpec(id)).flatMap((option) => {
      if (option.kind !== 'number') return []
      const base = option.default ?? NO_LIMIT
      const wiggled = base * (0.5 + stream.uniform())
      const byKey: Record<string, number> = {
        radius: t % 3 === 0 ? 3 + 0.1 * stream.uniform() : NO_LIMIT,
        maxLr: t % 10 === 9 ? NO_LIMIT : 0.05 + 0.1 * stream.uniform(),
        momentum: t % 25 < 5 ? 0 : 0.9 * stream.uniform(),
        weightDecay: t % 2 === 0 ? 0 : 0.01 * stream.uniform(),
        beta1: 0.9,
        beta2: 0.999,
      }
      return [[option.key, byKey[option.key] ?? wiggled]]
    }),
  )
  const scale = 10 ** (-2 * stream.uniform())
  return {
    hyper,
    loss: t === 40 ? Infinity : 0.1 + stream.uniform(),
    accuracy: stream.uniform(),
    gradient: Float32Array.from({ length: count }, () => scale * stream.normal()),
  }
}

/** All numbers that STEPS steps give: metrics of each, then weights and state. */
async function run(update: UpdateStep, id: string, count: number): Promise<number[][]> {
  const stream = createStream(3, 'weights')
  let parameters: Tensor1D = tf.tensor1d(
    Float32Array.from({ length: count }, () => 0.1 * stream.normal()),
  )
  let state: Tensor[] = optimizerSpec(id)
    .stateShapes(count)
    .map((shape) => tf.zeros([...shape]))
  const rows: number[][] = []
  for (let t = 0; t < STEPS; t++) {
    const numbers = stepNumbers(id, count, t)
    const hyper: Record<string, Scalar> = {}
    for (const [key, value] of Object.entries(numbers.hyper)) hyper[key] = tf.scalar(value)
    const inputs = {
      loss: tf.scalar(numbers.loss),
      accuracy: tf.scalar(numbers.accuracy),
      gradient: tf.tensor1d(numbers.gradient),
    }
    const next = update({ parameters, state, hyper, ...inputs })
    rows.push([...(await next.metrics.data())])
    tf.dispose([parameters, ...state, ...Object.values(hyper), next.metrics])
    tf.dispose(Object.values(inputs))
    parameters = next.parameters
    state = next.state
  }
  for (const tensor of [parameters, ...state]) rows.push([...(await tensor.data())])
  tf.dispose([parameters, ...state])
  return rows
}

/** A metric in a row as the device has it. */
const numberIn = (row: readonly number[], column: MetricColumn) =>
  columnOf({ columns: METRIC_COLUMNS, values: Float32Array.from(row) }, column)![0]!

/** Largest difference of two rows, each number relative to the larger of itself and `floor`. */
function difference(actual: readonly number[], expected: readonly number[], floor: number): number {
  return Math.max(
    ...actual.map((value, i) => {
      const size = Math.max(Math.abs(expected[i]!), floor)
      return Math.abs(value - expected[i]!) / size
    }),
  )
}

function expectSameRow(row: readonly number[], expected: readonly number[], t: number): void {
  expect(row.map(Number.isFinite)).toEqual(expected.map(Number.isFinite))
  METRIC_COLUMNS.forEach((column, i) => {
    if (!Number.isFinite(row[i])) return
    // The move is a difference of nearly equal weights: its last digits are rounding. So may be
    // what a metric is computed from that the kernel does not know.
    const isRounded = column === 'effectiveStep' || !FUSED_METRICS.includes(column)
    const tolerance = isRounded ? 5e-5 : 5e-6
    const error = difference([row[i]!], [expected[i]!], 1e-6)
    expect(error, `${column} of step ${t}`).toBeLessThanOrEqual(tolerance)
  })
}

/** The kernel has to write these: they are known to it alone, or the others follow from them. */
const NEEDED: readonly MetricColumn[] = [
  ...(['loss', 'gradNormSq', 'unclipped', 'stepSize', 'maxLr', 'skipped', 'projected'] as const),
]
const OTHERS = FUSED_METRICS.filter((metric) => !NEEDED.includes(metric))

/** Metrics that take launches of their own. */
const BESIDE = METRIC_COLUMNS.filter((metric) => !FUSED_METRICS.includes(metric))
const PROGRAMS = [
  ...['AligConcat', 'AligUpdateNorms', 'AligUpdate', 'AligUpdateProject', 'AligUpdateMetrics'],
]

describe.each([
  ['tiles for software adapters', SOFTWARE_TILES, 1000],
  ['tiles for GPUs', GPU_TILES, 1003],
])('the fused update, %s', (_, tiles, count) => {
  useWebgpuKernels(tiles)

  it.each(VARIANTS.map(({ id, staticOptions }) => [id, staticOptions] as const))(
    `is the plain one for ${STEPS} steps of %s %j`,
    async (id, staticOptions) => {
      const optimizer = optimizerSpec(id)
      const all = { ...defaultValues(hyperparametersOf(optimizer)), ...staticOptions }
      const config = { optimizer, staticOptions: all }
      const expected = await run(createUpdateStep(config), id, count)
      let actual: number[][] = []
      const programs = await programsDuring(async () => {
        actual = await run(createFastUpdateStep(config), id, count)
      })
      expect(takeErrors()[0]).toBeUndefined()
      expect(programs).toEqual(expect.arrayContaining(PROGRAMS))
      if (BESIDE.length === 0) expect(new Set(programs)).toEqual(new Set(PROGRAMS))
      const rows = expected.slice(0, STEPS)
      expect(rows.filter((row) => numberIn(row, 'skipped') === 1)).toHaveLength(1)
      expect(rows.some((row) => numberIn(row, 'projected') === 1)).toBe(true)
      actual.slice(0, STEPS).forEach((row, t) => expectSameRow(row, rows[t]!, t))
      actual.slice(STEPS).forEach((values, i) => {
        const reference = expected[STEPS + i]!
        const largest = Math.max(...reference.map(Math.abs))
        expect(difference(values, reference, largest)).toBeLessThanOrEqual(1e-6)
      })
    },
  )

  it.each([
    ...OTHERS.map((metric) => ({ id: 'alig', missing: [metric] })),
    ...optimizerSpecs.map(({ id }) => ({ id, missing: OTHERS })),
  ])('of $id without $missing has them beside the kernel', async ({ id, missing }) => {
    const optimizer = optimizerSpec(id)
    const staticOptions = defaultValues(hyperparametersOf(optimizer))
    const config = { optimizer, staticOptions }
    const written = FUSED_METRICS.filter((metric) => !missing.includes(metric))
    const expected = await run(createUpdateStep(config), id, count)
    const held = () => [tf.memory().numTensors, tf.memory().numBytes, backend().numDataIds()]
    const before = held()
    const actual = await run(createFastUpdateStep(config, written), id, count)
    expect(takeErrors()[0]).toBeUndefined()
    expect(held()).toEqual(before)
    for (let t = 0; t < STEPS; t++) expectSameRow(actual[t]!, expected[t]!, t)
  })

  it('gives back all memory', async () => {
    const optimizer = optimizerSpec('adam')
    const staticOptions = defaultValues(hyperparametersOf(optimizer))
    const update = createFastUpdateStep({ optimizer, staticOptions })
    await run(update, 'adam', count)
    const before = { ...tf.memory(), ids: backend().numDataIds() }
    await run(update, 'adam', count)
    expect({ ...tf.memory(), ids: backend().numDataIds() }).toEqual(before)
  })
})
