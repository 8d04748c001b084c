/** Expressions as MathML. */
import type { Expression, FunctionName, RuleLine } from './types'

export interface MathElement {
  readonly tag: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children: readonly (MathElement | string)[]
}

type Children = readonly (MathElement | string)[]

const element = (
  tag: string,
  children: Children,
  attributes?: MathElement['attributes'],
): MathElement => ({ tag, children, ...(attributes ? { attributes } : {}) })
const row = (...children: Children) => element('mrow', children)
const operator = (text: string, attributes?: MathElement['attributes']) =>
  element('mo', [text], attributes)
const fence = (text: string) => operator(text, { stretchy: 'false' })
/** Brackets grow only around what is tall: fonts draw larger ones than a line needs. */
const isTall = (part: MathElement | string): boolean =>
  typeof part !== 'string' &&
  (['mfrac', 'msqrt', 'mtable'].includes(part.tag) || part.children.some(isTall))
const bracketed = (...inside: Children): Children => {
  const bracket = inside.some(isTall) ? operator : fence
  return [bracket('('), ...inside, bracket(')')]
}
const space = (width: string) => element('mspace', [], { width })
const text = (content: string) => element('mtext', [content])

/** How strongly an expression holds together. */
const Rank = { condition: 0, or: 1, and: 2, comparison: 3, sum: 4, product: 5, atom: 6 } as const

interface Typeset {
  readonly math: MathElement
  readonly rank: number
}

const atom = (math: MathElement): Typeset => ({ math, rank: Rank.atom })

const COMPARISONS: Readonly<Partial<Record<FunctionName, string>>> = {
  less: '<',
  lessEqual: '≤',
  greater: '>',
  greaterEqual: '≥',
  equal: '=',
  notEqual: '≠',
}

export const nameOf = (name: string): MathElement => named(name)

/** A name as it stands: one letter is slanted, digits at its end are an index. */
function named(name: string, attributes?: MathElement['attributes']): MathElement {
  const [, letters = name, digits = ''] = /^([A-Za-z]\w*?)(\d*)$/.exec(name) ?? []
  const isWord = letters.length > 1
  if (digits === '' || isWord) return element(isWord ? 'mtext' : 'mi', [name], attributes)
  return element('msub', [element('mi', [letters]), element('mn', [digits])], attributes)
}

const norm = (inside: MathElement) => row(fence('‖'), inside, fence('‖'))
const squared = (of: MathElement) => element('msup', [of, element('mn', ['2'])])
const gradNormSq = squared(norm(element('mi', ['g'])))

/** 1e-5 as 10 to the power of -5. */
function numeral(value: number): MathElement {
  if (!Number.isFinite(value))
    return value > 0 ? element('mi', ['∞']) : row(operator('−'), element('mi', ['∞']))
  const size = Math.abs(value)
  if (size === 0 || (size >= 1e-3 && size < 1e6)) {
    const digits = element('mn', [String(size)])
    return value < 0 ? row(operator('−'), digits) : digits
  }
  const [factor = '', exponent = ''] = size.toExponential().split('e')
  const up = Number(exponent)
  const power = element('msup', [
    element('mn', ['10']),
    up < 0 ? row(operator('−'), element('mn', [String(-up)])) : element('mn', [String(up)]),
  ])
  const shown = factor === '1' ? [power] : [element('mn', [factor]), operator('·'), power]
  return row(...(value < 0 ? [operator('−')] : []), ...shown)
}

export class MathWriter {
  private readonly lines: readonly RuleLine[]
  private readonly shown: ((part: Expression) => string | undefined) | undefined

  /** @param shown the number that stands in place of a name, where there is one */
  constructor(lines: readonly RuleLine[], shown?: (part: Expression) => string | undefined) {
    this.lines = lines
    this.shown = shown
  }

  /** A whole line. */
  assignment(name: string, value: Expression, sign: string, isStart: boolean): MathElement {
    const { math } = this.typeset(value)
    const after = isStart ? [space('0.6em'), text('before the first step')] : []
    return row(named(name), operator(sign), math, ...after)
  }

  /** An expression alone. */
  expression(value: Expression): MathElement {
    return this.typeset(value).math
  }

  private within(value: Expression, least: number): MathElement {
    const { math, rank } = this.typeset(value)
    return rank < least ? row(...bracketed(math)) : math
  }

  private typeset(value: Expression): Typeset {
    const number = this.shown?.(value)
    if (number !== undefined) return atom(element('mn', [number], { 'data-number': value.kind }))
    switch (value.kind) {
      case 'number':
        return { math: numeral(value.value), rank: value.value < 0 ? Rank.sum : Rank.atom }
      case 'given':
        if (value.name === 'loss') return atom(element('mi', ['ℓ']))
        return atom(value.name === 'gradNormSq' ? gradNormSq : named(value.name))
      case 'option':
        return atom(named(value.key, { 'data-option': value.key }))
      case 'state':
        return atom(named(value.name))
      case 'line':
        return atom(named(this.lines[value.index]!.name))
      case 'choose':
        throw new Error('A rule is specialised before it is set in type.')
      case 'call':
        return this.call(value)
    }
  }

  private call({ name, args }: Expression & { kind: 'call' }): Typeset {
    const [a, b, c] = args as [Expression, Expression, Expression]
    const plain = (value: Expression) => this.typeset(value).math
    const comparison = COMPARISONS[name]
    if (comparison) {
      const math = row(this.within(a, Rank.sum), operator(comparison), this.within(b, Rank.sum))
      return { math, rank: Rank.comparison }
    }
    switch (name) {
      case 'add':
        return {
          math: row(this.within(a, Rank.sum), operator('+'), this.within(b, Rank.product)),
          rank: Rank.sum,
        }
      case 'sub':
        return {
          math: row(this.within(a, Rank.sum), operator('−'), this.within(b, Rank.product)),
          rank: Rank.sum,
        }
      case 'neg':
        return { math: row(operator('−'), this.within(a, Rank.product)), rank: Rank.sum }
      case 'mul':
        return this.product(a, b)
      case 'div':
        return this.fraction(a, b)
      case 'pow':
        return atom(element('msup', [this.base(a), plain(b)]))
      case 'square':
        return atom(squared(this.base(a)))
      case 'exp':
        return atom(element('msup', [element('mi', ['e']), plain(a)]))
      case 'sqrt':
        return atom(element('msqrt', [plain(a)]))
      case 'abs':
        return atom(row(fence('|'), plain(a), fence('|')))
      case 'norm':
        return atom(norm(plain(a)))
      case 'norm2':
        return atom(squared(norm(plain(a))))
      case 'maxAbs':
        return atom(element('msub', [norm(plain(a)), element('mi', ['∞'])]))
      case 'dot':
        return atom(row(fence('⟨'), plain(a), operator(','), plain(b), fence('⟩')))
      case 'and':
      case 'or': {
        const rank = Rank[name]
        const word = text(name)
        const math = row(
          this.within(a, rank),
          space('0.3em'),
          word,
          space('0.3em'),
          this.within(b, rank + 1),
        )
        return { math, rank }
      }
      case 'not':
        return atom(row(text('not'), space('0.3em'), this.within(a, Rank.atom)))
      case 'if':
        return { math: this.cases(a, b, c), rank: Rank.condition }
      default:
        return atom(row(element('mi', [name]), ...bracketed(...this.list(args))))
    }
  }

  /** A fraction of fractions would be small: (a / b * c) / d is the product of two. */
  private fraction(above: Expression, below: Expression): Typeset {
    if (above.kind === 'call' && above.name === 'mul') {
      const [left, right] = above.args as [Expression, Expression]
      if (left.kind === 'call' && left.name === 'div') {
        const math = row(this.typeset(left).math, space('0.2em'), this.fraction(right, below).math)
        return { math, rank: Rank.product }
      }
    }
    return atom(element('mfrac', [this.typeset(above).math, this.typeset(below).math]))
  }

  /** What stands below a power. */
  private base(value: Expression): MathElement {
    const isSimple = value.kind !== 'call' || ['abs', 'norm', 'maxAbs'].includes(value.name)
    return isSimple ? this.within(value, Rank.atom) : row(...bracketed(this.typeset(value).math))
  }

  /** Factors stand side by side; between two numbers there is a dot. */
  private product(a: Expression, b: Expression): Typeset {
    const [left, right] = [this.within(a, Rank.product), this.within(b, Rank.product + 1)]
    const isNumber = (value: Expression) => value.kind === 'number'
    const between = isNumber(b) || this.shown ? operator('·') : space('0.2em')
    return { math: row(left, between, right), rank: Rank.product }
  }

  private list(args: readonly Expression[]): Children {
    return args.flatMap((arg, i) => [
      ...(i > 0 ? [operator(','), space('0.2em')] : []),
      this.typeset(arg).math,
    ])
  }

  private cases(test: Expression, yes: Expression, no: Expression): MathElement {
    const cell = (...children: Children) => element('mtd', children)
    const line = (value: Expression, condition: MathElement) =>
      element('mtr', [cell(this.typeset(value).math), cell(condition)])
    const otherwise = text('otherwise')
    return row(
      operator('{', { stretchy: 'true' }),
      element('mtable', [
        line(yes, row(text('if'), space('0.3em'), this.typeset(test).math)),
        line(no, otherwise),
      ]),
    )
  }
}
