import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { optimizerSpec } from '../../optimizers/specs'
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
import { createUpdateStep, type UpdateStep } from '../run/updateStep'
import { RULE_VARIANTS, SKIPPED_STEP, startWeights, stepNumbers } from '../testing/ruleNumbers'
import { createFastUpdateStep } from './fusedUpdate'

/** Has more states of weights than a launch may bind on every device, and runs as tfjs operations. */
const UNFUSED = ['prodigy']

/**
 * Relative, of what decides a step. Both forms add up inner products in another order, and MoMo takes
 * small differences of large ones.
 */
const toleranceOf = (id: string) => ({ momo: 2e-4, momo_adam: 2e-4 })[id] ?? 5e-6

/** The same for weights and states at the end. */
const toleranceAtEnd = (id: string) => ({ momo: 1e-5, momo_adam: 1e-5 })[id] ?? 1e-6

/** All numbers that so many steps give: metrics of each, then weights and state. */
async function run(
  update: UpdateStep,
  id: string,
  { count, steps }: { count: number; steps: number },
): Promise<number[][]> {
  let parameters: Tensor1D = tf.tensor1d(startWeights(count))
  let state: Tensor[] = optimizerSpec(id)
    .stateShapes(count)
    .map((shape) => tf.zeros([...shape]))
  const metrics: Tensor1D[] = []
  for (let t = 0; t < steps; t++) {
    const numbers = stepNumbers(id, count, t)
    const hyper: Record<string, Scalar> = {}
    for (const [key, value] of Object.entries(numbers.hyper)) hyper[key] = tf.scalar(value)
    const inputs = {
      loss: tf.scalar(numbers.loss),
      accuracy: tf.scalar(numbers.accuracy),
      gradient: tf.tensor1d(numbers.gradient),
    }
    const next = update({ parameters, state, hyper, ...inputs })
    metrics.push(next.metrics)
    tf.dispose([parameters, ...state, ...Object.values(hyper)])
    tf.dispose(Object.values(inputs))
    parameters = next.parameters
    state = next.state
  }
  const rows: number[][] = []
  for (const tensor of [...metrics, parameters, ...state]) rows.push([...(await tensor.data())])
  tf.dispose([...metrics, parameters, ...state])
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

/**
 * The move is a difference of nearly equal weights: its last digits are rounding, the more the shorter
 * it is. So may be what a metric is computed from that the kernel does not know.
 */
function toleranceIn(row: readonly number[], column: MetricColumn, tolerance: number): number {
  if (!FUSED_METRICS.includes(column)) return 10 * tolerance
  if (column !== 'effectiveStep') return tolerance
  const moved = numberIn(row, 'effectiveStep') * Math.sqrt(numberIn(row, 'gradNormSq'))
  return tolerance + (moved > 0 ? (2 ** -20 * numberIn(row, 'weightNorm')) / moved : 0)
}

function expectSameRow(
  row: readonly number[],
  expected: readonly number[],
  tolerance: number,
  t: number,
): void {
  expect(row.map(Number.isFinite)).toEqual(expected.map(Number.isFinite))
  METRIC_COLUMNS.forEach((column, i) => {
    if (!Number.isFinite(row[i])) return
    const error = difference([row[i]!], [expected[i]!], 1e-6)
    const most = toleranceIn(expected, column, tolerance)
    expect(error, `${column} of step ${t}`).toBeLessThanOrEqual(most)
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

const SUMS_OF_LEVELS = /^AligUpdateSums\d$/

const configOf = (id: string, staticOptions: OptionValues = {}) => {
  const optimizer = optimizerSpec(id)
  const all = { ...defaultValues(hyperparametersOf(optimizer)), ...staticOptions }
  return { optimizer, staticOptions: all }
}

const fused = RULE_VARIANTS.filter(({ id }) => !UNFUSED.includes(id))

// Both vector widths; what a rule says is the same in both, so that the second is shorter.
describe.each([
  ['tiles for software adapters', SOFTWARE_TILES, { count: 1000, steps: 100 }],
  ['tiles for GPUs', GPU_TILES, { count: 1003, steps: SKIPPED_STEP + 10 }],
])('the fused update, %s', (_, tiles, size) => {
  const { steps } = size
  useWebgpuKernels(tiles)

  it.each(fused.map(({ id, staticOptions }) => [id, staticOptions] as const))(
    `is the plain one for ${steps} steps of %s %j`,
    async (id, staticOptions) => {
      const config = configOf(id, staticOptions)
      const expected = await run(createUpdateStep(config), id, size)
      let actual: number[][] = []
      const programs = await programsDuring(async () => {
        actual = await run(createFastUpdateStep(config), id, size)
      })
      expect(takeErrors()[0]).toBeUndefined()
      expect(programs).toEqual(expect.arrayContaining(PROGRAMS))
      if (BESIDE.length === 0) {
        const others = programs.filter((name) => !SUMS_OF_LEVELS.test(name))
        expect(new Set(others)).toEqual(new Set(PROGRAMS))
      }
      const rows = expected.slice(0, steps)
      expect(rows.filter((row) => numberIn(row, 'skipped') === 1)).toHaveLength(1)
      expect(rows.some((row) => numberIn(row, 'projected') === 1)).toBe(true)
      rows.forEach((row, t) => expectSameRow(actual[t]!, row, toleranceOf(id), t))
      actual.slice(steps).forEach((values, i) => {
        const reference = expected[steps + i]!
        const largest = Math.max(...reference.map(Math.abs))
        expect(difference(values, reference, largest)).toBeLessThanOrEqual(toleranceAtEnd(id))
      })
    },
  )

  // With a limit, without any, and without one but with a step before it.
  it.each([
    ...OTHERS.map((metric) => ({ id: 'alig', missing: [metric] })),
    ...['alig', 'sgd', 'ngn'].map((id) => ({ id, missing: OTHERS })),
  ])('of $id without $missing has them beside the kernel', async ({ id, missing }) => {
    const config = configOf(id)
    const written = FUSED_METRICS.filter((metric) => !missing.includes(metric))
    const expected = await run(createUpdateStep(config), id, size)
    const actual = await run(createFastUpdateStep(config, written), id, size)
    expect(takeErrors()[0]).toBeUndefined()
    for (let t = 0; t < steps; t++) expectSameRow(actual[t]!, expected[t]!, toleranceOf(id), t)
  })

  // With states of both kinds, and with none.
  it.each(['adam', 'ngn'])('gives back all memory of %s', async (id) => {
    const update = createFastUpdateStep(configOf(id))
    await run(update, id, size)
    const before = { ...tf.memory(), ids: backend().numDataIds() }
    await run(update, id, size)
    expect({ ...tf.memory(), ids: backend().numDataIds() }).toEqual(before)
  })
})

describe('a rule with more states than can be bound', () => {
  useWebgpuKernels()

  it.each(UNFUSED)('runs as tfjs operations: %s', async (id) => {
    const programs = await programsDuring(async () => {
      await run(createFastUpdateStep(configOf(id)), id, { count: 100, steps: 1 })
    })
    expect(programs.length).toBeGreaterThan(PROGRAMS.length)
    expect(programs.filter((name) => name.startsWith('AligUpdate'))).toEqual([])
  })
})
