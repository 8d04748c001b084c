/** What each expression of a rule can be, its states after any number of steps included. */
import type { OptionSpec } from '../../spec/hyperparameter'
import type { Expression, FunctionName } from '../types'
import { isStart, type Plan } from './plan'
import { ANY, between, isSame, rangeOfCall, TINY, union, UNKNOWN, type Range } from './range'

/** Written alike, and so of one value. */
const keys = new WeakMap<Expression, string>()
export function keyOf(value: Expression): string {
  let key = keys.get(value)
  if (key === undefined) keys.set(value, (key = JSON.stringify(value)))
  return key
}

/** What is known besides, by the expressions it is known of. */
export type Assumptions = ReadonlyMap<string, Range>
export const NOTHING: Assumptions = new Map()

const BELOW: ReadonlySet<FunctionName> = new Set(['less', 'lessEqual'])
const ABOVE: ReadonlySet<FunctionName> = new Set(['greater', 'greaterEqual'])
const OPPOSITE: Readonly<Partial<Record<FunctionName, FunctionName>>> = {
  less: 'greaterEqual',
  lessEqual: 'greater',
  greater: 'lessEqual',
  greaterEqual: 'less',
}

/** The ranges of all that a rule reads. */
export class Ranges {
  private readonly plan: Plan
  private readonly options: ReadonlyMap<string, Range>
  private states: ReadonlyMap<string, Range> = new Map()
  private lines = new Map<number, Range>()

  constructor(plan: Plan, options: readonly OptionSpec[], scheduled: string | undefined) {
    this.plan = plan
    this.options = new Map(
      options.flatMap((option): [string, Range][] => {
        if (option.kind !== 'number') return []
        const { key, min, max, nullable = false } = option
        // A schedule brings a rate down to 0.
        const low = key === scheduled ? Math.min(0, min) : min
        return [[key, between(low, nullable ? Infinity : max, { isFinite: !nullable })]]
      }),
    )
    this.settle()
  }

  /** What a value can be, where these hold. */
  of(value: Expression, assumed: Assumptions = NOTHING): Range {
    const plain = this.plain(value, assumed)
    const known = assumed.get(keyOf(value))
    if (!known) return plain
    const low = Math.max(plain.low, known.low)
    const high = Math.min(plain.high, known.high)
    // A comparison holds for numbers only.
    return low <= high ? { ...plain, low, high, isNumber: true } : { ...plain, isNumber: true }
  }

  /** What a comparison says of its sides, where it comes out so. */
  given(test: Expression, outcome: boolean, assumed: Assumptions): Assumptions {
    if (test.kind !== 'call') return assumed
    const { name, args } = test
    if (name === 'not') return this.given(args[0]!, !outcome, assumed)
    if (name === (outcome ? 'and' : 'or')) {
      return this.given(args[1]!, outcome, this.given(args[0]!, outcome, assumed))
    }
    const holding = outcome ? name : OPPOSITE[name]
    const [a, b] = args as [Expression, Expression]
    if (!holding || (!BELOW.has(holding) && !ABOVE.has(holding))) return assumed
    // Of the negation of a comparison nothing follows where one side is NaN.
    if (!outcome && !args.every((arg) => this.of(arg, assumed).isNumber)) return assumed
    const [lower, upper] = BELOW.has(holding) ? [a, b] : [b, a]
    const isStrict = holding === 'less' || holding === 'greater'
    const next = new Map(assumed)
    const { low } = this.of(lower, assumed)
    const { high } = this.of(upper, assumed)
    const add = (value: Expression, range: Range) => {
      const known = next.get(keyOf(value)) ?? ANY
      next.set(keyOf(value), {
        ...known,
        low: Math.max(known.low, range.low),
        high: Math.min(known.high, range.high),
      })
    }
    add(upper, between(isStrict && low === 0 ? TINY : low, Infinity))
    add(lower, between(-Infinity, isStrict && high === 0 ? -TINY : high))
    return next
  }

  private plain(value: Expression, assumed: Assumptions): Range {
    switch (value.kind) {
      case 'number':
        return between(value.value, value.value)
      case 'given':
        return value.name === 'gradNormSq' ? between(0, Infinity) : ANY
      case 'option':
        return this.options.get(value.key) ?? UNKNOWN
      case 'state':
        return this.states.get(value.name) ?? UNKNOWN
      case 'line':
        return this.ofLine(value.index)
      case 'choose':
        return union(this.of(value.yes, assumed), this.of(value.no, assumed))
      case 'call': {
        const { name, args } = value
        if (name !== 'if')
          return rangeOfCall(
            name,
            args.map((arg) => this.of(arg, assumed)),
          )
        const [test, yes, no] = args as [Expression, Expression, Expression]
        // Before the first step there is nothing that could be read.
        if (isStart(value) && no.kind === 'state' && !this.states.has(no.name)) {
          return this.of(yes, assumed)
        }
        const left = this.of(yes, this.given(test, true, assumed))
        return union(left, this.of(no, this.given(test, false, assumed)))
      }
    }
  }

  /** A line has its value before anything is assumed. */
  private ofLine(index: number): Range {
    const known = this.lines.get(index)
    if (known) return known
    const range = this.of(this.plan.lines[index]!.value)
    this.lines.set(index, range)
    return range
  }

  /** States by what one step after the other makes of them, until that changes nothing more. */
  private settle(): void {
    const { states, next, lines } = this.plan
    const started = new Set(
      lines.flatMap(({ value }) =>
        isStart(value) && value.args[2]!.kind === 'state' ? [value.args[2]!.name] : [],
      ),
    )
    const ranges = new Map(
      states.filter(({ name }) => !started.has(name)).map(({ name }) => [name, between(0, 0)]),
    )
    for (let round = 0; round < 12; round++) {
      this.assume(ranges)
      let isSettled = true
      for (const { name } of states) {
        const found = this.of(next.get(name)!)
        const before = ranges.get(name)
        const after = before ? union(before, found) : found
        if (before && isSame(before, after)) continue
        isSettled = false
        // What goes on growing grows for ever.
        ranges.set(name, before && round > 2 ? widened(before, after) : after)
      }
      if (isSettled) return
    }
    this.assume(states.map(({ name }) => [name, UNKNOWN]))
  }

  private assume(states: Iterable<readonly [string, Range]>): void {
    this.states = new Map(states)
    this.lines = new Map()
  }
}

const widened = (before: Range, after: Range): Range => ({
  ...after,
  low: after.low < before.low ? -Infinity : after.low,
  high: after.high > before.high ? Infinity : after.high,
})
