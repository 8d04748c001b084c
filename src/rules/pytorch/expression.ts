/**
 * Expressions of a rule in Python. Scalars are Python's own numbers, vectors are tensors, one for
 * each parameter. Where Python would raise an error and the rule says infinity or NaN, `ieee` asks
 * torch for it (`python/playground/ieee.py`).
 */
import { constantOf } from '../constants'
import type { Expression, FunctionName, StaticTest } from '../types'
import { isReduction } from './plan'
import { isSafe } from './range'
import { keyOf, NOTHING, type Assumptions, type Ranges } from './ranges'
import { atom, conditional, literal, raised, Rank, within, type Written } from './written'

const INFIX: Readonly<Partial<Record<FunctionName, readonly [operator: string, rank: number]>>> = {
  add: ['+', Rank.sum],
  sub: ['-', Rank.sum],
  mul: ['*', Rank.product],
  div: ['/', Rank.product],
  less: ['<', Rank.comparison],
  lessEqual: ['<=', Rank.comparison],
  greater: ['>', Rank.comparison],
  greaterEqual: ['>=', Rank.comparison],
  equal: ['==', Rank.comparison],
  notEqual: ['!=', Rank.comparison],
}

/** Of torch, by our names. */
const TORCH: Readonly<Partial<Record<FunctionName, string>>> = {
  div: 'div',
  pow: 'pow',
  sqrt: 'sqrt',
  square: 'square',
  abs: 'abs',
  sign: 'sign',
  exp: 'exp',
  log: 'log',
  log1p: 'log1p',
  expm1: 'expm1',
  min: 'minimum',
  max: 'maximum',
}

export interface Vocabulary {
  readonly option: (key: string) => string
  readonly state: (name: string) => string
  readonly line: (index: number) => string
  /** By the key of the expression. */
  readonly reduction: (key: string) => string
  readonly ranges: Ranges
}

export class ExpressionWriter {
  private readonly words: Vocabulary
  /** Parts that have been given a name of their own. */
  private readonly named = new Map<Expression, string>()
  private readonly clamps = new WeakMap<Expression, Expression & { kind: 'call' }>()

  constructor(words: Vocabulary) {
    this.words = words
  }

  name(value: Expression, name: string): void {
    this.named.set(value, name)
  }

  forgetNames(): void {
    this.named.clear()
  }

  text(value: Expression): string {
    return this.write(value, NOTHING).text
  }

  /** In brackets, unless it is a name or a call. */
  atomic(value: Expression): string {
    return within(this.write(value, NOTHING), Rank.atom)
  }

  /**
   * Parts that mean the same by themselves, outside of the conditions they stand under.
   * @param value an expression, itself left out
   */
  parts(value: Expression): Expression[] {
    const found: Expression[] = []
    const visit = (part: Expression, assumed: Assumptions, isWhole: boolean): void => {
      if (this.named.has(part) || isReduction(part)) return
      if (part.kind !== 'call' && part.kind !== 'choose') return
      const isSame = this.write(part, assumed).text === this.write(part, NOTHING).text
      if (!isWhole && isSame) found.push(part)
      if (part.kind === 'choose') {
        visit(part.yes, assumed, false)
        return visit(part.no, assumed, false)
      }
      if (part.name !== 'if') {
        const { args } = part.name === 'clamp' ? this.unfolded(part) : part
        return args.forEach((arg) => visit(arg, assumed, false))
      }
      const [test, yes, no] = part.args as [Expression, Expression, Expression]
      visit(test, assumed, false)
      visit(yes, this.words.ranges.given(test, true, assumed), false)
      visit(no, this.words.ranges.given(test, false, assumed), false)
    }
    visit(value, NOTHING, true)
    return found
  }

  private write(value: Expression, assumed: Assumptions): Written {
    const name = this.named.get(value)
    if (name !== undefined) return atom(name)
    switch (value.kind) {
      case 'number':
        return literal(value.value)
      case 'given':
        return atom(GIVEN[value.name])
      case 'option':
        return atom(this.words.option(value.key))
      case 'state':
        return atom(this.words.state(value.name))
      case 'line':
        return atom(this.words.line(value.index))
      case 'choose': {
        const branch = (part: Expression) => this.spread(part, value, assumed)
        return conditional(this.test(value.test), branch(value.yes), branch(value.no))
      }
      case 'call':
        if (isReduction(value)) return atom(this.words.reduction(keyOf(value)))
        return this.folded(value) ?? this.call(value, assumed)
    }
  }

  /** Functions of numbers alone are worked out; sums and products stay as they were written. */
  private folded(value: Expression & { kind: 'call' }): Written | undefined {
    const number = constantOf(value)
    if (number === undefined || value.type.holds === 'boolean') return undefined
    const isPlain = ['add', 'sub', 'mul', 'div', 'neg'].includes(value.name)
    const isSmall = Math.abs(number) < 1e15
    return isPlain && isSmall ? undefined : literal(number)
  }

  private call(value: Expression & { kind: 'call' }, assumed: Assumptions): Written {
    const { name, args, type } = value
    const write = (arg: Expression) => this.write(arg, assumed)
    const isVector = type.shape === 'vector'
    const [a, b] = args as [Expression, Expression]
    switch (name) {
      case 'neg': {
        const of = write(a)
        return {
          text: `-${of.rank < Rank.sign || of.rank === Rank.power ? `(${of.text})` : of.text}`,
          rank: Rank.sign,
        }
      }
      case 'not':
        if (isVector) return { text: `~${within(write(a), Rank.sign)}`, rank: Rank.sign }
        return { text: `not ${within(write(a), Rank.not)}`, rank: Rank.not }
      case 'and':
      case 'or': {
        const rank = isVector
          ? name === 'and'
            ? Rank.bothBits
            : Rank.eitherBit
          : name === 'and'
            ? Rank.and
            : Rank.or
        const operator = isVector ? (name === 'and' ? '&' : '|') : name
        return { text: `${within(write(a), rank)} ${operator} ${within(write(b), rank + 1)}`, rank }
      }
      case 'if':
        return this.condition(value, assumed)
      case 'min':
      case 'max':
        return this.extreme(name, a, b, isVector, assumed)
      case 'clamp':
        return this.clamp(value, assumed)
      default:
        return this.plainCall(value, assumed)
    }
  }

  /** What is one function or operator in Python, too. */
  private plainCall(value: Expression & { kind: 'call' }, assumed: Assumptions): Written {
    const { name, args, type } = value
    const write = (arg: Expression) => this.write(arg, assumed)
    const isVector = type.shape === 'vector'
    const [a, b] = args as [Expression, Expression]
    if (!isVector && !this.isSafe(name, args, assumed)) return this.robust(name, args, assumed)
    const infix = INFIX[name]
    if (infix) {
      const filled = this.filled(value)
      if (filled) return atom(this.full(filled, assumed))
      const [operator, rank] = infix
      // Comparisons cannot follow each other; what stands on the right of a minus keeps its brackets.
      const left = within(write(a), rank === Rank.comparison ? rank + 1 : rank)
      return { text: `${left} ${operator} ${within(write(b), rank + 1)}`, rank }
    }
    if (isVector)
      return atom(`torch.${TORCH[name]}(${args.map((arg) => write(arg).text).join(', ')})`)
    switch (name) {
      case 'abs':
        return atom(`abs(${write(a).text})`)
      case 'square':
        return { text: raised(write(a), '2'), rank: Rank.power }
      case 'pow':
        return { text: raised(write(a), within(write(b), Rank.atom)), rank: Rank.power }
      default:
        return atom(`math.${name}(${write(a).text})`)
    }
  }

  private isSafe(name: FunctionName, args: readonly Expression[], assumed: Assumptions): boolean {
    return isSafe(
      name,
      args.map((arg) => this.words.ranges.of(arg, assumed)),
    )
  }

  /** By torch, in double precision. */
  private robust(name: FunctionName, args: readonly Expression[], assumed: Assumptions): Written {
    const written = args.map((arg) => this.write(arg, assumed))
    // A product never raises an error.
    if (name === 'square' && written[0]!.rank === Rank.atom && /^\w+$/.test(written[0]!.text)) {
      return { text: `${written[0]!.text} * ${written[0]!.text}`, rank: Rank.product }
    }
    return atom(`ieee(torch.${TORCH[name]}, ${written.map(({ text }) => text).join(', ')})`)
  }

  private condition(value: Expression & { kind: 'call' }, assumed: Assumptions): Written {
    const [test, yes, no] = value.args as [Expression, Expression, Expression]
    if (test.type.shape === 'vector') {
      const branch = (part: Expression) =>
        part.type.shape === 'vector' ? this.write(part, assumed).text : this.full(part, assumed)
      return atom(`torch.where(${this.write(test, assumed).text}, ${branch(yes)}, ${branch(no)})`)
    }
    const { ranges } = this.words
    return conditional(
      this.write(test, assumed),
      this.spread(yes, value, ranges.given(test, true, assumed)),
      this.spread(no, value, ranges.given(test, false, assumed)),
    )
  }

  private extreme(
    name: 'min' | 'max',
    a: Expression,
    b: Expression,
    isVector: boolean,
    assumed: Assumptions,
  ): Written {
    if (!isVector) {
      if (!this.isSafe(name, [a, b], assumed)) return this.robust(name, [a, b], assumed)
      return atom(`${name}(${this.write(a, assumed).text}, ${this.write(b, assumed).text})`)
    }
    const vector = a.type.shape === 'vector' ? a : b
    const other = vector === a ? b : a
    const written = this.write(vector, assumed).text
    const isNumber = this.words.ranges.of(other, assumed).isNumber
    if (other.type.shape === 'scalar' && isNumber) {
      return atom(
        `torch.clamp(${written}, ${name === 'min' ? 'max' : 'min'}=${this.write(other, assumed).text})`,
      )
    }
    const second =
      other.type.shape === 'vector' ? this.write(other, assumed).text : this.full(other, assumed)
    return atom(`torch.${TORCH[name]}(${written}, ${second})`)
  }

  private clamp(value: Expression & { kind: 'call' }, assumed: Assumptions): Written {
    const isNumber = (bound: Expression) =>
      bound.type.shape === 'scalar' && this.words.ranges.of(bound, assumed).isNumber
    if (value.args[0]!.type.shape === 'vector' && value.args.slice(1).every(isNumber)) {
      const args = value.args.map((arg) => this.write(arg, assumed).text)
      return atom(`torch.clamp(${args.join(', ')})`)
    }
    return this.write(this.unfolded(value), assumed)
  }

  /** `clamp(x, low, high)` as `min(max(x, low), high)`, always the same expression. */
  private unfolded(clamp: Expression & { kind: 'call' }): Expression & { kind: 'call' } {
    const known = this.clamps.get(clamp)
    if (known) return known
    const [of, low, high] = clamp.args as [Expression, Expression, Expression]
    const shape = of.type.shape === 'vector' || low.type.shape === 'vector' ? 'vector' : 'scalar'
    const larger: Expression = {
      ...{ kind: 'call', name: 'max', args: [of, low] },
      type: { shape, holds: 'number' },
    }
    const made = { ...clamp, name: 'min' as const, args: [larger, high] }
    this.clamps.set(clamp, made)
    return made
  }

  /** A vector where the whole is one. */
  private spread(part: Expression, whole: Expression, assumed: Assumptions): Written {
    const isSpread = whole.type.shape === 'vector' && part.type.shape === 'scalar'
    return isSpread ? atom(this.full(part, assumed)) : this.write(part, assumed)
  }

  private full(scalar: Expression, assumed: Assumptions): string {
    if (scalar.kind === 'number' && scalar.value === 0) return 'torch.zeros_like(p)'
    const type = scalar.type.holds === 'boolean' ? ', dtype=torch.bool' : ''
    return `torch.full_like(p, ${this.write(scalar, assumed).text}${type})`
  }

  /** The scalar that a vector is filled with: `x * 0 + scalar`, as the parser spreads one. */
  private filled(value: Expression & { kind: 'call' }): Expression | undefined {
    const [zeros, scalar] = value.args as [Expression, Expression]
    if (value.name !== 'add' || scalar.type.shape !== 'scalar') return undefined
    if (zeros.kind !== 'call' || zeros.name !== 'mul' || zeros.type.shape !== 'vector')
      return undefined
    const by = zeros.args[1]!
    return by.kind === 'number' && by.value === 0 ? scalar : undefined
  }

  private test(test: StaticTest): Written {
    switch (test.kind) {
      case 'is': {
        const option = this.words.option(test.key)
        if (typeof test.value === 'boolean') return atom(option)
        return { text: `${option} == ${JSON.stringify(test.value)}`, rank: Rank.comparison }
      }
      case 'not': {
        const { of } = test
        if (of.kind === 'is' && typeof of.value === 'string') {
          const option = this.words.option(of.key)
          return { text: `${option} != ${JSON.stringify(of.value)}`, rank: Rank.comparison }
        }
        return { text: `not ${within(this.test(of), Rank.not)}`, rank: Rank.not }
      }
      default: {
        const rank = test.kind === 'and' ? Rank.and : Rank.or
        const [left, right] = [this.test(test.left), this.test(test.right)]
        return { text: `${within(left, rank)} ${test.kind} ${within(right, rank + 1)}`, rank }
      }
    }
  }
}

/** The weights are the parameter itself. */
const GIVEN = { w: 'p', g: 'g', loss: 'loss', gradNormSq: 'grad_norm_sq' } as const
