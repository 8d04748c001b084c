import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, it } from 'vitest'
import { modelSpec, modelSpecs } from '../../models/specs'
import { defaultValues } from '../../spec/hyperparameter'
import { parameterCount, sizeOf } from '../../spec/model'
import { asRunId } from '../../spec/runId'
import { activate } from '../testing/backends.node'
import { firstLayerReport } from './firstLayer'

beforeAll(() => activate('cpu'))

const input = { height: 8, width: 8, channels: 3 }

it.each(modelSpecs.map(({ id }) => id))('%s: the first kernel, unit by unit', async (id) => {
  const spec = modelSpec(id)
  const tensors = spec.tensors(defaultValues(spec.options), input, 10)
  const { shape } = tensors[0]!
  const count = parameterCount(tensors)
  const run = { id: asRunId(3), copyWeights: () => tf.range(0, count) }
  const before = tf.memory().numTensors
  const report = await firstLayerReport({ tensors }, [run], 7)
  expect(tf.memory().numTensors).toBe(before)
  const units = shape.at(-1)!
  const shown = Math.min(64, units)
  expect(report).toMatchObject({ step: 7, inputs: shape.slice(0, -1), units, shown })
  const { weights } = report.runs[0]!
  expect(report.runs[0]!.run).toBe(3)
  expect(weights).toHaveLength(sizeOf(report.inputs) * shown)
  // The kernel begins the vector of parameters; a row has a weight for each unit.
  expect(weights[0]).toBe(0)
  expect(weights[shown - 1]).toBe(shown - 1)
  expect(weights[shown]).toBe(units)
})
