import type { MetricColumn } from '../../../spec/metrics'
import type { WgslRule } from '../../rules/wgslRule'
import type { TileOptions } from './tiles'
import { vectorWidthOf, type VectorWidth } from './wgsl'

export interface FusedUpdateAttributes {
  /** Shapes of the states: [P] or []. */
  readonly stateShapes: readonly (readonly number[])[]
  /** Keys of the hyperparameters, `radius` among them; each is an input of that name. */
  readonly hyper: readonly string[]
  /** The hyperparameter lambda of a term lambda ‖w‖² / 2 in the loss; undefined for none. */
  readonly penalty: string | undefined
  /** The metrics to write, in this order. */
  readonly metrics: readonly MetricColumn[]
  readonly rule: WgslRule
}

/** What all launches of one update agree on. Offsets are in vectors of `vectorWidth` floats. */
export interface Plan extends FusedUpdateAttributes {
  readonly count: number
  readonly vectorWidth: VectorWidth
  readonly vectors: number
  readonly threads: number
  /** Index of each scalar input in the joined vector. */
  readonly scalarIndex: ReadonlyMap<string, number>
  /** Vectors from one part of an output to the next: parts can then be bound as views. */
  readonly stride: number
  readonly gap: number
  readonly statesOfVector: readonly number[]
  readonly statesOfScalar: readonly number[]
}

/** Threads per workgroup: every workgroup adds up shared sums, so it is small and fixed. */
export const WORKGROUP = 64

/** Numbers that the update writes for the launches after it, in this order. */
export const RESULTS = [
  'loss',
  'gradNormSq',
  'unclipped',
  'limit',
  'stepSize',
  'weightNormSq',
  'usable',
] as const

export function planOf(
  count: number,
  attributes: FusedUpdateAttributes,
  alignment: number,
  tiles: TileOptions,
): Plan {
  const vectorWidth = vectorWidthOf(count)
  const vectors = count / vectorWidth
  const wanted = Math.min(vectors, tiles.reduceThreads)
  const states = attributes.stateShapes.map((shape, i) => ({ rank: shape.length, i }))
  const scalarStates = states.filter(({ rank }) => rank === 0).map(({ i }) => i)
  const names = ['loss', ...attributes.hyper, ...scalarStates.map((i) => `state${i}`)]
  return {
    ...attributes,
    count,
    vectorWidth,
    vectors,
    threads: Math.ceil(wanted / WORKGROUP) * WORKGROUP,
    scalarIndex: new Map(names.map((name, i) => [name, i])),
    stride: (Math.ceil(count / alignment) * alignment) / vectorWidth,
    gap: alignment / vectorWidth,
    statesOfVector: states.filter(({ rank }) => rank > 0).map(({ i }) => i),
    statesOfScalar: scalarStates,
  }
}

/** Where RESULTS start in the update's output, in vectors. */
export function resultsAt({ stride, gap, statesOfVector, statesOfScalar }: Plan): number {
  return (statesOfVector.length + 1) * stride + statesOfScalar.length * gap
}

/** Where the sums of squares of the update's threads start, in vectors. */
export function partialsAt(plan: Plan): number {
  return resultsAt(plan) + RESULTS.length
}
