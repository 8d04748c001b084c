/**
 * Reading a rule: from a text to a typed graph, or to sentences about what is wrong with it.
 *
 *     # ALI-G without momentum
 *     hyper maxLr = 0.2 log 1e-3..100 or none "The longest step."
 *     unclipped = loss / (gradNormSq + 1e-5)
 *     stepSize = min(unclipped, maxLr)
 *     w = w - stepSize * g
 *
 * Besides lines `name = expression` and those of `optionLines.ts` there are
 *
 *     state v = 0            a vector that is kept from step to step
 *     state scalar s = 0     a number that is kept
 *     state w0 = w           a vector, equal to the weights before the first step
 *     schedule lr            lr can follow a learning-rate schedule
 *     penalty weightDecay    loss, g and gradNormSq include weightDecay ‖w‖² / 2
 *
 * `t` is 1 at the first step that is done; a skipped one does not count.
 */
import { scheduleOptions } from './schedule'
import type { OptionSpec } from '../spec/hyperparameter'
import { createScope, readExpression, type Scope } from './check'
import { checkWhen, isOptionLine, parseOption } from './optionLines'
import { FollowingError, RuleError } from './ruleError'
import { parseExpression, type Syntax } from './syntax'
import { MAX_STATES, textLines, type TextLine } from './textLines'
import {
  RESULTS,
  SCALAR,
  VECTOR,
  type Expression,
  type Rule,
  type RuleLine,
  type RuleState,
} from './types'
import { withLimit } from './facts'
import { GIVEN, refuseName } from './names'

export type ParsedRule = { readonly rule: Rule } | { readonly errors: readonly RuleError[] }

const ASSIGNMENT = /^(\s*)([A-Za-z][A-Za-z0-9_]*)\s*=(?!=)/
const STATE = /^(\s*)state\s+(scalar\s+)?([A-Za-z][A-Za-z0-9_]*)\s*=\s*(.*)$/
const DIRECTIVE = /^(\s*)(schedule|penalty)\s+([A-Za-z][A-Za-z0-9]*)\s*$/
const MAX_ERRORS = 10

/** Reads a rule; never throws, whatever the text is. */
export function parseRule(text: string): ParsedRule {
  try {
    return new Reader(text).read()
  } catch (error) {
    if (error instanceof RuleError) return { errors: [error] }
    throw error
  }
}

class Reader {
  private readonly text: string
  private readonly options: OptionSpec[] = []
  private readonly states: (RuleState & { readonly source: number })[] = []
  private readonly lines: RuleLine[] = []
  private readonly errors: RuleError[] = []
  private readonly scope: Scope = createScope()
  private scheduled: string | undefined
  private penalty: string | undefined
  private evaluateAt: string | undefined

  constructor(text: string) {
    this.text = text
  }

  read(): ParsedRule {
    const lines = textLines(this.text)
    // `t` is known before the first line, and forgotten again where no line asks for it.
    this.addState({ name: 't', shape: 'scalar' }, 0)
    this.assign('t', call('add', [this.scope.value('t')!, number(1)]), 0)
    for (const line of lines) this.attempt(() => this.option(line))
    for (const line of lines) this.attempt(() => this.state(line))
    for (const line of lines) this.attempt(() => this.assignment(line))
    if (this.errors.length === 0) this.attempt(() => this.requireResults(lines.at(-1)?.number ?? 1))
    if (this.errors.length > 0) {
      const errors = this.errors.sort((a, b) => a.place.line - b.place.line)
      return { errors: errors.slice(0, MAX_ERRORS) }
    }
    const { text, options, scheduled, penalty, evaluateAt } = this
    const value = (name: string) => this.scope.value(name)
    return {
      rule: withLimit(
        withoutUnusedCount({
          ...{ text, options, scheduled, penalty, evaluateAt },
          states: this.states.map(({ name, shape }) => ({ name, shape })),
          lines: this.lines,
          results: {
            w: value('w')!,
            stepSize: value('stepSize')!,
            unclipped: value('unclipped'),
            limit: value('limit'),
            states: this.states.map(({ name }) => value(name)!),
          },
        }),
      ),
    }
  }

  private attempt(read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      if (!(error instanceof FollowingError)) this.errors.push(error)
      const { pending, broken } = this.scope
      if (pending !== undefined && !this.scope.types.has(pending)) broken.add(pending)
      this.scope.pending = undefined
    }
  }

  private option(line: TextLine): void {
    if (!isOptionLine(line)) return
    const option = parseOption(line)
    const column = line.text.indexOf(option.key, line.text.search(/\s\w+\s*=/)) + 1
    refuseName(option.key, { line: line.number, column }, this.scope)
    this.options.push(option)
    this.scope.options.set(option.key, option)
  }

  private state(line: TextLine): void {
    if (isOptionLine(line)) return checkWhen(line, this.scope.options)
    const match = STATE.exec(line.text)
    if (!match) return
    const [whole, indent, scalar, name, start] = match
    const place = { line: line.number, column: whole!.indexOf(name!, indent!.length + 6) + 1 }
    refuseName(name!, place, this.scope, RESULTS)
    if (this.states.length > MAX_STATES) {
      throw new RuleError(`A rule has at most ${MAX_STATES} states.`, place)
    }
    const shape = scalar ? 'scalar' : 'vector'
    const at = { line: line.number, column: whole!.length - start!.length + 1 }
    this.addState({ name: name!, shape }, line.number)
    if (Number(start) === 0 && start!.trim() !== '') return
    const initial = readExpression(parseExpression(start!, at), this.scope)
    if (initial.type.holds !== 'number') throw new RuleError('A state is a number.', at)
    if (initial.type.shape === 'vector' && scalar) {
      throw new RuleError('This is a vector; leave out "scalar".', at)
    }
    const kept = this.scope.value(name!)!
    const isFirst = call('lessEqual', [this.scope.value('t')!, number(1)])
    const value = call('if', [isFirst, initial, kept])
    this.assign(name!, { ...value, type: kept.type }, line.number)
  }

  private assignment(line: TextLine): void {
    if (isOptionLine(line) || STATE.test(line.text)) return
    const directive = DIRECTIVE.exec(line.text)
    if (directive) return this.directive(line, directive)
    const match = ASSIGNMENT.exec(line.text)
    const column = line.text.search(/\S/) + 1
    if (!match) throw new RuleError(formOf(line), { line: line.number, column })
    const name = match[2]!
    const place = { line: line.number, column }
    const isKnown = this.scope.types.has(name) && (name === 'w' || !GIVEN.includes(name))
    if (!isKnown) refuseName(name, place, this.scope, [], RESULTS)
    this.scope.pending = name
    const begin = match[0].length + line.text.slice(match[0].length).search(/\S|$/)
    const at = { line: line.number, column: begin + 1 }
    const syntax = parseExpression(line.text.slice(begin), at)
    const value = readExpression(syntax, this.scope)
    if (name === 'evaluateAt') return this.evaluation(syntax)
    this.assign(name, this.fitted(name, value, at), line.number)
    this.scope.pending = undefined
  }

  /** The value with the shape that the name has to have. */
  private fitted(name: string, value: Expression, at: { line: number; column: number }) {
    const { shape, holds } = value.type
    const state = this.states.find((one) => one.name === name)
    const wanted = name === 'w' ? 'vector' : state?.shape
    if ((wanted || RESULTS.includes(name)) && holds === 'boolean') {
      throw new RuleError(`${name} has to be a number; this is a comparison.`, at)
    }
    if (wanted === 'scalar' && shape === 'vector') {
      throw new RuleError(`${name} is a scalar; this is a vector.`, at)
    }
    if (['stepSize', 'unclipped', 'limit'].includes(name) && shape === 'vector') {
      throw new RuleError(`${name} has to be a scalar; this is a vector.`, at)
    }
    if (wanted !== 'vector' || shape === 'vector') return value
    return call('add', [call('mul', [this.scope.value('w')!, number(0)]), value])
  }

  private evaluation(syntax: Syntax): void {
    const named = syntax.kind === 'name' ? syntax.name : undefined
    const state = this.states.find(({ name }) => name === named)
    if (state?.shape !== 'vector') {
      throw new RuleError('evaluateAt has to be one of the states that are vectors.', syntax.place)
    }
    this.evaluateAt = state.name
  }

  private directive(line: TextLine, [whole, indent, word, key]: RegExpExecArray): void {
    const place = { line: line.number, column: whole!.indexOf(key!, indent!.length + 8) + 1 }
    const option = this.scope.options.get(key!)
    if (option?.kind !== 'number' || option.nullable) {
      throw new RuleError(`"${key}" has to be declared with "hyper", and not be "none".`, place)
    }
    if (word === 'penalty') {
      if (this.penalty) throw new RuleError('Only one option can be a penalty.', place)
      this.penalty = key
      return
    }
    if (this.scheduled) throw new RuleError('Only one option can have a schedule.', place)
    this.scheduled = key
    for (const one of scheduleOptions) {
      if (this.scope.options.has(one.key) || this.scope.types.has(one.key)) {
        throw new RuleError(`A schedule brings an option "${one.key}" of its own.`, place)
      }
      this.options.push(one)
      this.scope.options.set(one.key, one)
    }
  }

  private requireResults(line: number): void {
    for (const name of ['stepSize', 'w']) {
      if (this.lines.some((one) => one.name === name)) continue
      throw new RuleError(
        name === 'w'
          ? 'The rule has to say what the new weights are: "w = ...".'
          : 'The rule has to say what its step size is: "stepSize = ...".',
        { line, column: 1 },
      )
    }
  }

  private addState(state: RuleState, source: number): void {
    this.states.push({ ...state, source })
    const type = state.shape === 'vector' ? VECTOR : SCALAR
    this.scope.define(state.name, { kind: 'state', name: state.name, type })
  }

  private assign(name: string, value: Expression, source: number): void {
    this.lines.push({ name, value, source })
    this.scope.define(name, { kind: 'line', index: this.lines.length - 1, type: value.type })
  }
}

/** What a line has to look like that is none of those known. */
function formOf({ text }: TextLine): string {
  const word = /^\s*(\w+)/.exec(text)?.[1]
  if (word === 'state') return 'This has to look like "state v = 0" or "state scalar s = 0".'
  if (word === 'schedule' || word === 'penalty') return `This has to look like "${word} lr".`
  if (/^\s*[^=\s]+\s*=(?!=)/.test(text)) {
    return 'A name begins with a letter from a to z or A to Z; letters, digits and _ can follow.'
  }
  return 'A line has to be "name = expression".'
}

const number = (value: number): Expression => ({ kind: 'number', value, type: SCALAR })

function call(name: 'add' | 'mul' | 'if' | 'lessEqual', args: readonly Expression[]): Expression {
  const shape = args.some(({ type }) => type.shape === 'vector') ? 'vector' : 'scalar'
  return {
    kind: 'call',
    name,
    args,
    type: { shape, holds: name === 'lessEqual' ? 'boolean' : 'number' },
  }
}

/**
 * The number of steps is a state only where the rule asks for it, or where it says whether there is
 * something to evaluate at yet; and then the last one.
 */
function withoutUnusedCount(rule: Rule): Rule {
  const isUsed =
    rule.evaluateAt !== undefined || rule.lines.some(({ value }, i) => i > 0 && refersTo(value, 0))
  const rotate = <T>([first, ...rest]: readonly T[]): T[] => (isUsed ? [...rest, first!] : rest)
  return {
    ...rule,
    states: rotate(rule.states),
    results: { ...rule.results, states: rotate(rule.results.states) },
  }
}

function refersTo(value: Expression, index: number): boolean {
  switch (value.kind) {
    case 'line':
      return value.index === index
    case 'call':
      return value.args.some((arg) => refersTo(arg, index))
    case 'choose':
      return refersTo(value.yes, index) || refersTo(value.no, index)
    default:
      return false
  }
}
