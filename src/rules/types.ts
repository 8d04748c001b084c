/**
 * A rule as a typed graph: what a text (`parseRule.ts`) becomes, and what every derived form starts
 * from.
 */
import type { OptionSpec } from '../spec/hyperparameter'

/** Where something stands in a rule's text; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface ValueType {
  /** A vector has one number for each weight of the model. */
  readonly shape: 'scalar' | 'vector'
  readonly holds: 'number' | 'boolean'
}

export type FunctionName =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'pow'
  | 'sqrt'
  | 'square'
  | 'abs'
  | 'sign'
  | 'exp'
  | 'log'
  | 'log1p'
  | 'expm1'
  | 'min'
  | 'max'
  | 'clamp'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'equal'
  | 'notEqual'
  | 'and'
  | 'or'
  | 'not'
  | 'if'
  | 'sum'
  | 'mean'
  | 'dot'
  | 'norm'
  | 'norm2'
  | 'maxAbs'

/** What every rule is given: vectors `w` and `g`, scalars `loss` and `gradNormSq`. */
export type GivenName = 'w' | 'g' | 'loss' | 'gradNormSq'

/** A question about enum and boolean options, decided when a rule is specialised. */
export type StaticTest =
  | { readonly kind: 'is'; readonly key: string; readonly value: string | boolean }
  | { readonly kind: 'not'; readonly of: StaticTest }
  | { readonly kind: 'and' | 'or'; readonly left: StaticTest; readonly right: StaticTest }

export type Expression = { readonly type: ValueType } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'given'; readonly name: GivenName }
  /** A numeric option; `none` is a number larger than all others. */
  | { readonly kind: 'option'; readonly key: string }
  /** A state as the last step left it. */
  | { readonly kind: 'state'; readonly name: string }
  /** The value of an earlier line, counted from 0. */
  | { readonly kind: 'line'; readonly index: number }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] }
  | {
      readonly kind: 'choose'
      readonly test: StaticTest
      readonly yes: Expression
      readonly no: Expression
    }
)

/** `name = value`. Every assignment is a line of its own, so that a value never changes. */
export interface RuleLine {
  readonly name: string
  readonly value: Expression
  /** Line of the text, from 1; 0 where the text does not have it. */
  readonly source: number
}

export interface RuleState {
  readonly name: string
  readonly shape: ValueType['shape']
}

/** Names whose value at the end of a rule is a result of it. */
export const RESULTS: readonly string[] = ['w', 'stepSize', 'unclipped', 'limit', 'evaluateAt']

export interface RuleResults {
  /** [P], the new weights. */
  readonly w: Expression
  /** The step size that is recorded. */
  readonly stepSize: Expression
  /** The step size before a limit acts. */
  readonly unclipped?: Expression | undefined
  /** The limit that the step size is compared with. */
  readonly limit?: Expression | undefined
  /** States after the step, in the order of `states`. */
  readonly states: readonly Expression[]
}

export interface Rule {
  /** As it was read. */
  readonly text: string
  readonly options: readonly OptionSpec[]
  /** All of them are zeros before the first step. */
  readonly states: readonly RuleState[]
  readonly lines: readonly RuleLine[]
  readonly results: RuleResults
  /** The numeric option that a learning-rate schedule acts on. */
  readonly scheduled?: string | undefined
  /** The option lambda of a term lambda ‖w‖² / 2 that is part of loss, gradient and `gradNormSq`. */
  readonly penalty?: string | undefined
  /** State that holds the weights which tests and exports use, where they are not those trained at. */
  readonly evaluateAt?: string | undefined
}

export const SCALAR: ValueType = { shape: 'scalar', holds: 'number' }
export const VECTOR: ValueType = { shape: 'vector', holds: 'number' }
