/** A rule as TensorFlow.js operations: the definition of its update on every backend. */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { Program } from '../../rules/specialise'
import type { Expression, FunctionName } from '../../rules/types'

/** What a rule sees of one step. P = number of parameters of the whole model. */
export interface UpdateInput {
  /** [P], the weights at which loss and gradient were taken. */
  readonly parameters: Tensor1D
  /** [P], with the penalty's part where the rule has one. */
  readonly gradient: Tensor1D
  /** Mean loss of the mini-batch, with the penalty where the rule has one. */
  readonly loss: Scalar
  /** Squared Euclidean norm of `gradient`. */
  readonly gradNormSq: Scalar
  /** Tensors shaped as the spec's `stateShapes` say, all zeros before the first step. */
  readonly state: readonly Tensor[]
  /** Numeric hyperparameters as rank-0 tensors; `none` is 3.4e38. */
  readonly hyper: Readonly<Record<string, Scalar>>
}

export interface UpdateOutput {
  readonly parameters: Tensor1D
  readonly state: readonly Tensor[]
  readonly stepSize: Scalar
  /** Step size before a limit acts, for rules that have one. */
  readonly unclipped?: Scalar | undefined
  /** The limit it is compared with. */
  readonly limit?: Scalar | undefined
}

/** Pure: the engine skips steps that are not finite, projects and records the metrics. */
export type UpdateRule = (input: UpdateInput) => UpdateOutput

type Operand = Tensor | number
type Operation = (a: Operand, b: Operand, c: Operand) => Tensor

/** WebAssembly's own takes what is smaller than 1e-7 for 0. */
function sign(value: Operand): Tensor {
  const isAbove = tf.cast(tf.greater(value, 0), 'float32')
  return tf.sub(isAbove, tf.cast(tf.less(value, 0), 'float32'))
}

/**
 * exp(x) - 1 loses the digits of a small x, and backends have no better one. The error of u = exp(x)
 * is the same in log(u) and in u - 1, so that their quotient has none.
 */
function expm1(value: Operand): Tensor {
  const u = tf.exp(value)
  const quotient = tf.where(tf.equal(u, 1), 1, tf.div(tf.sub(u, 1), tf.log(u)))
  return tf.where(tf.less(tf.abs(value), 0.5), tf.mul(value, quotient), tf.sub(u, 1))
}

const OPERATIONS: Readonly<Record<FunctionName, Operation>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  neg: tf.neg,
  pow: tf.pow,
  sqrt: tf.sqrt,
  square: tf.square,
  abs: tf.abs,
  sign,
  exp: tf.exp,
  log: tf.log,
  log1p: tf.log1p,
  expm1,
  min: tf.minimum,
  max: tf.maximum,
  clamp: (value, low, high) => tf.minimum(tf.maximum(value, low), high),
  less: tf.less,
  lessEqual: tf.lessEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  equal: tf.equal,
  notEqual: tf.notEqual,
  and: (a, b) => tf.logicalAnd(a as Tensor, b as Tensor),
  or: (a, b) => tf.logicalOr(a as Tensor, b as Tensor),
  not: (a) => tf.logicalNot(a as Tensor),
  if: (test, yes, no) => tf.where(test as Tensor, asTensor(yes), asTensor(no)),
  sum: (a) => tf.sum(a),
  mean: (a) => tf.mean(a),
  dot: (a, b) => tf.sum(tf.mul(a, b)),
  norm2: (a) => tf.sum(tf.square(a)),
  norm: (a) => tf.sqrt(tf.sum(tf.square(a))),
  maxAbs: (a) => tf.max(tf.abs(a)),
}

const asTensor = (value: Operand): Tensor => (typeof value === 'number' ? tf.scalar(value) : value)

/** @param program a rule whose options are decided, see `specialise` */
export function tfjsRule(program: Program): UpdateRule {
  return ({ parameters, gradient, loss, gradNormSq, state, hyper }) => {
    const given = { w: parameters, g: gradient, loss, gradNormSq }
    const states = new Map(program.states.map(({ name }, i) => [name, state[i]!]))
    const lines: Operand[] = []
    const operand = (value: Expression): Operand => {
      switch (value.kind) {
        case 'number':
          return value.value
        case 'given':
          return given[value.name]
        case 'option':
          return hyper[value.key]!
        case 'state':
          return states.get(value.name)!
        case 'line':
          return lines[value.index]!
        case 'call': {
          const [a, b, c] = value.args.map(operand)
          return OPERATIONS[value.name](a!, b!, c!)
        }
        case 'choose':
          throw new Error('A rule is specialised before it runs.')
      }
    }
    for (const { value } of program.lines) lines.push(operand(value))
    const { w, stepSize, unclipped, limit, states: next } = program.results
    const scalar = (value: Expression) => asTensor(operand(value)) as Scalar
    return {
      parameters: operand(w) as Tensor1D,
      state: next.map((value) => asTensor(operand(value))),
      stepSize: scalar(stepSize),
      unclipped: unclipped && scalar(unclipped),
      limit: limit && scalar(limit),
    }
  }
}
