import * as tf from '@tensorflow/tfjs-core'
import '../run/gradients'
import type { Scalar, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core'
import { mlpForward } from '../../models/mlp/model'
import { mlpSpec } from '../../models/mlp/spec'
import { createTrainStep } from '../run/trainStep'
import { createUpdateStep, type StepOutput, type UpdateStepInput } from '../run/updateStep'
import type { Configured, ReferenceCase, ReferenceRow } from './referenceCase'
import { rowsOf, type LeastSquaresData, type MlpData, type Script } from './referenceData'

/** One step of a reference problem through the engine as it ships. */
export type ReferenceStep = (
  input: Pick<UpdateStepInput, 'parameters' | 'state' | 'hyper'>,
  row: ReferenceRow,
) => StepOutput

function mlpStep(test: ReferenceCase, { spec, values }: Configured): ReferenceStep {
  const data = test.problem.data as MlpData
  const step = createTrainStep({
    optimizer: spec,
    staticOptions: values,
    model: mlpSpec,
    forward: mlpForward,
    modelOptions: { width: data.hidden, depth: 1, activation: data.activation },
    input: { height: 1, width: data.x[0]!.length, channels: 1 },
    classes: data.classes,
  })
  return (input, { t }) =>
    tf.tidy(() => {
      const x = rowsOf(data.x, test.batchSize, t)
      const images: Tensor4D = tf.tensor4d(x.flat(), [x.length, 1, x[0]!.length, 1])
      const labels = tf.tensor1d(rowsOf(data.label, test.batchSize, t), 'int32')
      return step({ ...input, batch: { images, labels } })
    })
}

/** Loss and gradient of a step at the given weights, for problems without a model. */
type Objective = (w: Tensor1D, t: number) => { value: Tensor; grad: Tensor }

function objectiveOf(test: ReferenceCase): Objective {
  const { kind, data } = test.problem
  if (kind === 'scripted') {
    return (_w, t) => {
      const { loss, grad } = (data as Script).script[t]!
      return { value: tf.scalar(Number(loss)), grad: tf.tensor1d(grad.map(Number)) }
    }
  }
  const loss = (w: Tensor, t: number): Scalar => {
    if (kind === 'quad1d') {
      return tf.add(tf.mul(tf.sum(tf.square(w)), 0.5), (data as { a: number }).a)
    }
    const { X, y } = data as LeastSquaresData
    const x = tf.tensor2d(rowsOf(X, test.batchSize, t).map((row) => [...row]))
    const target = tf.tensor2d(rowsOf(y, test.batchSize, t).map((value) => [value]))
    const residual = tf.sub(tf.matMul(x, tf.reshape(w, [-1, 1])), target)
    return tf.mul(tf.mean(tf.square(residual)), 0.5)
  }
  return (w, t) => tf.valueAndGrad((x: Tensor) => loss(x, t))(w)
}

export function referenceStep(test: ReferenceCase, configured: Configured): ReferenceStep {
  if (test.problem.kind === 'mlp') return mlpStep(test, configured)
  const { spec, values } = configured
  const update = createUpdateStep({
    optimizer: spec,
    staticOptions: values,
  })
  const objective = objectiveOf(test)
  return (input, { t }) =>
    tf.tidy(() => {
      const { value, grad } = objective(input.parameters, t)
      const loss = value as Scalar
      return update({ ...input, loss, gradient: grad as Tensor1D, accuracy: tf.scalar(0) })
    })
}
