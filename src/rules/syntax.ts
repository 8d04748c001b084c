/**
 * Expressions of the rule language as trees with places. The grammar is jsep's (a small, well-kept
 * parser of expressions that evaluates nothing); of what it accepts, numbers, names, operators and
 * calls are kept, everything else is refused here.
 */
import jsep from 'jsep'
import { BINARY_OPERATORS, UNARY_OPERATORS } from './functions'
import { RuleError } from './ruleError'
import type { Place } from './types'

export type Syntax = { readonly place: Place } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Syntax }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Syntax
      readonly right: Syntax
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] }
)

/** Of float32, in which rules are trained. */
const LARGEST = 3.4e38

/** Brackets and signs inside each other; deeper ones would overflow the stack of some browser. */
const MAX_DEPTH = 40

/**
 * Operations inside each other, which a long sum has as well: each is inside the next one. More would
 * overflow the stack of some browser, or be refused by its graphics device.
 */
export const MAX_NESTED = 80

interface Node {
  readonly type: string
  start?: number
  readonly [key: string]: unknown
}

/** The class behind `jsep()`, which its types leave out. */
const { Jsep } = jsep as unknown as {
  Jsep: new (text: string) => {
    index: number
    gobbleSpaces(): void
    gobbleToken(): Node | false
    parse(): Node
  }
}

/** A parser that notes where each operand begins, which jsep itself does not. */
class PlacedParser extends Jsep {
  private depth = 0

  override gobbleToken(): Node | false {
    this.gobbleSpaces()
    const start = this.index
    if (++this.depth > MAX_DEPTH) {
      throw Object.assign(new Error(), { index: start, description: 'too deep' })
    }
    const node = super.gobbleToken()
    this.depth--
    if (node) node.start ??= start
    return node
  }
}

jsep.removeAllUnaryOps()
jsep.removeAllBinaryOps()
jsep.removeAllLiterals()
for (const operator of Object.keys(UNARY_OPERATORS)) jsep.addUnaryOp(operator)
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
]
PRECEDENCE.forEach((operators, i) => operators.forEach((one) => jsep.addBinaryOp(one, i + 1)))

function startOf(node: Node): number {
  let first = node
  while (first.start === undefined && first.type === 'BinaryExpression')
    first = first['left'] as Node
  return first.start ?? 0
}

/**
 * @param text an expression
 * @param place of its first character in the rule
 * @throws RuleError
 */
export function parseExpression(text: string, { line, column }: Place): Syntax {
  const at = (index: number): Place => ({ line, column: column + Math.min(index, text.length) })
  let root: Node
  try {
    root = new PlacedParser(text).parse()
  } catch (error) {
    const { index = 0, description = '' } = error as { index?: number; description?: string }
    throw new RuleError(inWords(description, text, index), at(index))
  }
  return keep(root, 0)

  function keep(node: Node, depth: number): Syntax {
    // The leftmost operand of a long chain lies deepest: it is not looked for there.
    if (depth > MAX_NESTED) throw tooNested(at(0))
    const inside = (one: unknown) => keep(one as Node, depth + 1)
    const place = at(startOf(node))
    switch (node.type) {
      case 'Literal':
        if (typeof node['value'] !== 'number') break
        if (!(node['value'] <= LARGEST)) {
          throw new RuleError('This number is too large; 3.4e38 is the largest.', place)
        }
        return { kind: 'number', value: node['value'], place }
      case 'Identifier':
        return { kind: 'name', name: node['name'] as string, place }
      case 'UnaryExpression':
        return {
          kind: 'unary',
          operator: node['operator'] as string,
          of: inside(node['argument']),
          place,
        }
      case 'BinaryExpression':
        return {
          kind: 'binary',
          operator: node['operator'] as string,
          left: inside(node['left']),
          right: inside(node['right']),
          place,
        }
      case 'CallExpression': {
        const callee = node['callee'] as Node
        if (callee.type !== 'Identifier' || node['optional']) break
        const args = (node['arguments'] as (Node | null)[]).map((arg) => {
          if (!arg) throw new RuleError('An argument is missing here.', place)
          return inside(arg)
        })
        return { kind: 'call', name: callee['name'] as string, args, place }
      }
      case 'Compound':
      case 'SequenceExpression': {
        const second = ((node['body'] ?? node['expressions']) as Node[])[1]
        const where = second ? at(startOf(second)) : place
        throw new RuleError(
          second
            ? 'An operator is missing before this, or a line is to begin here.'
            : 'An expression is missing here.',
          where,
        )
      }
    }
    throw new RuleError(
      'The language of rules has numbers, names, + - * /, comparisons and its functions; not this.',
      place,
    )
  }
}

export const tooNested = (place: Place): RuleError =>
  new RuleError(
    `At most ${MAX_NESTED} operations can be inside each other; use another line for a part.`,
    place,
  )

/** jsep's messages are meant for programmers. */
function inWords(description: string, text: string, index: number): string {
  if (description === 'too deep') {
    return `There are more than ${MAX_DEPTH} brackets or signs inside each other.`
  }
  if (/^Unclosed \(|^Expected \)|expected \)/i.test(description)) return 'A ")" is missing.'
  if (/^Unexpected token/.test(description)) return 'An argument is missing here.'
  const found = text.charAt(index)
  if (!found && /^Expected expression after|missing unaryOp/.test(description)) {
    return 'Something has to follow this operator.'
  }
  return found ? `"${found}" is not expected here.` : 'The line ends too early.'
}

export const isOperator = (name: string): boolean =>
  Object.hasOwn(BINARY_OPERATORS, name) || Object.hasOwn(UNARY_OPERATORS, name)
