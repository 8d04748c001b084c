/** A metric that only `stepMetrics.ts` knows, on WebGPU, where the rest comes from fused kernels. */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar } from '@tensorflow/tfjs-core'
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Metrics from '../../spec/metrics'
import type * as StepMetrics from './stepMetrics'

const KEY = 'moved'

vi.mock('../../spec/metrics', async (original) => {
  const actual = await original<typeof Metrics>()
  const added: Metrics.MetricSpec = {
    key: 'moved',
    column: 'moved',
    kind: 'number',
    meaning: 'Distance that the weights moved.',
  }
  const METRICS = [...actual.METRICS, added]
  return { ...actual, METRICS, METRIC_COLUMNS: METRICS.map(({ key }) => key) }
})

vi.mock('./stepMetrics', async (original) => {
  const { STEP_METRICS } = await original<typeof StepMetrics>()
  const { norm } = await import('./projection')
  const moved = ({ updated, parameters }: StepMetrics.StepFacts): Scalar =>
    norm(tf.sub(updated, parameters))
  return { STEP_METRICS: { ...STEP_METRICS, moved } }
})

const { optimizerSpec, optimizerSpecs } = await import('../../optimizers/specs')
const { createStream } = await import('../../random/stream')
const { defaultValues } = await import('../../spec/hyperparameter')
const { columnOf } = await import('../../spec/metricTable')
const { hyperparametersOf } = await import('../../spec/optimizer')
const { asRunId } = await import('../../spec/runId')
const { FUSED_UPDATE } = await import('../kernels/webgpu/fusedUpdate')
const { hasKernel } = await import('../ops/fastKernel')
const { activate } = await import('../testing/backends.browser')
const { ReplayRunner } = await import('./runner/replayRunner')
const { TrainingRun } = await import('./trainingRun')

beforeAll(() => activate('webgpu'))

it.each(optimizerSpecs.map(({ id }) => id))(
  '%s has it, replayed and at no step wrong',
  async (optimizer) => {
    expect(hasKernel(FUSED_UPDATE)).toBe(true)
    const stream = createStream(1, 'data')
    const trainingRun = new TrainingRun({
      id: asRunId(0),
      config: { optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) },
      model: { id: 'softmax', options: {} },
      input: { height: 2, width: 3, channels: 1 },
      classes: 3,
      stepsPerEpoch: 10,
      initialWeights: Float32Array.from({ length: 21 }, () => stream.normal()),
    })
    for (let step = 0; step < 6; step++) {
      const before = (await trainingRun.snapshot()).parameters
      const pixels = Array.from({ length: 24 }, () => stream.normal())
      const images = tf.tensor4d(pixels, [4, 2, 3, 1])
      const labels = tf.tensor1d([0, 1, 2, step % 3], 'int32')
      trainingRun.step({ images, labels }, step, 0)
      tf.dispose([images, labels])
      const after = (await trainingRun.snapshot()).parameters
      const rows = (await trainingRun.drain())!
      expect(rows.columns.at(-1)).toBe(KEY)
      const moved = Math.hypot(...after.map((weight, i) => weight - before[i]!))
      expect(moved).toBeGreaterThan(0)
      expect(columnOf(rows, KEY)![0]! / moved).toBeCloseTo(1, 4)
      const norm = Math.hypot(...before)
      expect(columnOf(rows, 'weightNorm')![0]! / norm).toBeCloseTo(1, 4)
    }
    const { runner } = trainingRun as unknown as { runner: unknown }
    expect(runner).toBeInstanceOf(ReplayRunner)
    expect((runner as InstanceType<typeof ReplayRunner>).capture).not.toBeNull()
    expect(trainingRun.takeWarning()).toBeNull()
    trainingRun.dispose()
  },
)
