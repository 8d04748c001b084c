/** The statements of one step of a generated optimizer, after loss and gradient are known. */
import type { Expression, Rule } from '../types'
import { ExpressionWriter } from './expression'
import { fittedStatement } from './fit'
import type { PythonNames } from './names'
import { isReduction, levelsOf, linesFor, optionsRead, walk, type Call, type Plan } from './plan'
import { keyOf, Ranges } from './ranges'

export interface StepNames {
  /** Of options, by key. */
  readonly options: ReadonlyMap<string, string>
  /** Keys of the states in the group (scalars) or in the state of a parameter (vectors). */
  readonly states: ReadonlyMap<string, string>
  readonly lines: ReadonlyMap<number, string>
  /** For whatever else needs a name. */
  readonly more: PythonNames
}

const indented = (depth: number, lines: readonly string[]) =>
  lines.map((line) => ' '.repeat(depth) + line)

export class StepWriter {
  private readonly rule: Rule
  private readonly plan: Plan
  private readonly names: StepNames
  private readonly writer: ExpressionWriter
  private readonly reductions: {
    readonly of: Call
    readonly level: number
    readonly name: string
  }[] = []
  private hasStarted = false

  constructor(rule: Rule, plan: Plan, names: StepNames) {
    this.rule = rule
    this.plan = plan
    this.names = names
    const reductions = levelsOf(plan)
    const known = new Map<string, string>()
    this.writer = new ExpressionWriter({
      option: (key) => names.options.get(key)!,
      state: (name) => this.stateText(name),
      line: (index) => this.lineText(index),
      reduction: (key) => known.get(key)!,
      ranges: new Ranges(plan, rule.options, rule.scheduled),
    })
    for (const { of, level } of reductions) {
      if (known.has(keyOf(of))) continue
      const name = names.more.take(this.reductionName(of))
      known.set(keyOf(of), name)
      this.reductions.push({ of, level, name })
    }
  }

  /** Whether the number of weights is needed. */
  get counts(): boolean {
    return this.reductions.some(({ of }) => of.name === 'mean')
  }

  /** Whether loss and gradient get a penalty, by the name of its factor. */
  get penalty(): string | undefined {
    const { penalty } = this.rule
    return penalty === undefined ? undefined : this.names.options.get(penalty)!
  }

  /** All loops over parameters of a step but the first, which finds loss and gradient norm. */
  statements(): string[] {
    const levels = Math.max(0, ...this.reductions.map(({ level }) => level))
    const passes = Array.from({ length: levels }, (_, i) => this.sums(i + 1))
    return [...passes.flat(), ...this.update()]
  }

  private sums(level: number): string[] {
    const here = this.reductions.filter((one) => one.level === level)
    const args = here.flatMap(({ of }) => of.args)
    const elements = here.map(({ of, name }) => {
      const [a, b] = of.args as [Expression, Expression]
      if (of.name === 'maxAbs') return this.fitted(`${name}.append(`, a, `.abs().max())`, true)
      const share: Expression =
        of.name === 'dot' || of.name === 'norm' || of.name === 'norm2'
          ? {
              kind: 'call',
              ...(of.name === 'dot'
                ? { name: 'mul', args: [a, b] }
                : { name: 'square', args: [a] }),
              type: a.type,
            }
          : a
      return this.fitted(`${name} += torch.sum(`, share, ')')
    })
    return [
      ...here.map(({ of, name }) => `${name} = ${of.name === 'maxAbs' ? '[]' : '0.0'}`),
      ...this.loop(args, elements.flat(), []),
      ...here.map(({ of, name }) => `${name} = ${finished(of.name, name)}`),
    ]
  }

  private update(): string[] {
    const { plan } = this
    const isSole = this.soleReferences()
    /** Written where it is needed, if nothing else needs it and it reads no state but this one. */
    const shown = (value: Expression, own?: string): Expression => {
      if (value.kind !== 'line' || !isSole(value.index)) return value
      const line = plan.lines[value.index]!.value
      const others = this.statesIn([line]).filter((state) => state !== own)
      return line.kind === 'state' || others.length > 0 ? value : line
    }
    const kept = plan.states.filter(({ name }) => this.stateOf(plan.next.get(name)!) !== name)
    const states = kept.map(({ name, shape }) => ({
      ...{ name, shape },
      next: shown(plan.next.get(name)!, name),
    }))
    const w = shown(plan.w)
    const vectors = states.filter(({ shape }) => shape === 'vector')
    const scalars = states.filter(({ shape }) => shape === 'scalar')
    const results = [w, plan.stepSize, ...(plan.unclipped ? [plan.unclipped] : [])]
    const early: string[] = []
    /** What only names a state is read before that state changes. */
    const read = (value: Expression, name: string): string | undefined => {
      const state = this.stateOf(value)
      if (state === undefined) return undefined
      const local = this.names.more.take(`next_${name}`)
      early.push(`${local} = ${this.stateText(state)}`)
      return local
    }
    const stores = (ones: typeof states) =>
      ones.flatMap(({ name, next }) => {
        const local = read(next, name)
        return local ? [`${this.stateText(name)} = ${local}`] : this.stored(name, next)
      })
    const copied = read(w, 'w')
    const storeVectors = stores(vectors)
    const elements = [
      ...early.splice(0),
      ...storeVectors,
      ...(copied ? [`p.copy_(${copied})`] : this.fitted('p.copy_(', w, ')')),
    ]
    const storeScalars = stores(scalars)
    const after = [
      ...early.splice(0),
      ...storeScalars,
      ...this.reported('unclipped', plan.unclipped),
      ...this.reported('step_size', plan.stepSize),
    ]
    const wanted = [...results, ...states.map(({ next }) => next)]
    return this.loop(wanted, elements, after, vectors.length > 0)
  }

  private reported(key: string, value: Expression | undefined): string[] {
    return value ? this.fitted(`group["${key}"] = `, value) : []
  }

  /** Whether only one expression of the update names a line. */
  private soleReferences(): (index: number) => boolean {
    const { plan } = this
    const ends = [
      ...[plan.w, plan.stepSize, ...(plan.unclipped ? [plan.unclipped] : [])],
      ...plan.states.map(({ name }) => plan.next.get(name)!),
    ]
    const lines = linesFor(ends, plan.lines).map((index) => plan.lines[index]!.value)
    const counts = new Map<number, number>()
    this.visit([...ends, ...lines], (part) => {
      if (part.kind === 'line') counts.set(part.index, (counts.get(part.index) ?? 0) + 1)
    })
    return (index) => counts.get(index) === 1
  }

  /** All parts of these, but for what sums are made of. */
  private visit(values: readonly Expression[], look: (part: Expression) => void): void {
    for (const value of values) {
      walk(value, (part) => {
        if (isReduction(part)) return false
        look(part)
        return true
      })
    }
  }

  /** States that these read as they were before the step. */
  private statesIn(values: readonly Expression[]): string[] {
    const found = new Set<string>()
    this.visit(values, (part) => {
      const state = this.stateOf(part)
      if (state !== undefined) found.add(state)
    })
    return [...found]
  }

  /** A loop over groups and parameters, with all that `wanted` depends on before `elements`. */
  private loop(
    wanted: readonly Expression[],
    elements: readonly string[],
    after: readonly string[],
    storesStates = false,
  ): string[] {
    const { plan, names } = this
    const needed = linesFor(wanted, plan.lines)
    const shown = needed.filter((index) => plan.lines[index]!.value.kind !== 'state')
    const statements = (shape: 'scalar' | 'vector') =>
      shown
        .filter((index) => plan.lines[index]!.value.type.shape === shape)
        .flatMap((index) => this.fitted(`${names.lines.get(index)!} = `, plan.lines[index]!.value))
    const read = [...wanted, ...needed.map((index) => plan.lines[index]!.value)]
    const vectorStates = plan.states.filter(({ shape }) => shape === 'vector')
    const states = this.statesIn(read)
    const usesState = storesStates || vectorStates.some(({ name }) => states.includes(name))
    const isFirst = usesState && !this.hasStarted
    const everything = isFirst ? [...read, ...plan.starts.values()] : read
    let usesGradient = false
    this.visit(everything, (part) => {
      if (part.kind === 'given' && part.name === 'g') usesGradient = true
    })
    const options = optionsRead(everything, (part) => !isReduction(part))
    if (usesGradient && this.rule.penalty !== undefined) options.add(this.rule.penalty)
    const unpacked = [...names.options].filter(([key]) => options.has(key))
    return [
      'for group in self.param_groups:',
      ...indented(
        4,
        unpacked.map(([, name]) => `${name} = group["${name}"]`),
      ),
      ...indented(4, statements('scalar')),
      ...indented(4, ['for p in group["params"]:', '    if p.grad is None:', '        continue']),
      ...indented(8, [
        ...(usesGradient ? [`g = ${this.gradient()}`] : []),
        ...(usesState ? ['state = self.state[p]'] : []),
        ...(isFirst ? this.started() : []),
        ...statements('vector'),
        ...elements,
      ]),
      ...indented(4, after),
    ]
  }

  private gradient(): string {
    return this.penalty === undefined ? 'p.grad' : `p.grad + ${this.penalty} * p`
  }

  /** What a parameter's states are before its first step. */
  private started(): string[] {
    this.hasStarted = true
    const lines = this.plan.states
      .filter(({ shape }) => shape === 'vector')
      .flatMap(({ name }) => {
        const start = this.plan.starts.get(name)
        return start ? this.stored(name, start) : [`${this.stateText(name)} = torch.zeros_like(p)`]
      })
    return lines.length > 0 ? ['if not state:', ...indented(4, lines)] : []
  }

  private stored(name: string, value: Expression): string[] {
    const target = `${this.stateText(name)} = `
    if (!this.isAlias(value)) return this.fitted(target, value)
    return this.fitted(target, value, '.clone()', true)
  }

  /** Whether it can be the parameter or its gradient itself, which change in place. */
  private isAlias(value: Expression): boolean {
    if (value.type.shape === 'scalar') return false
    switch (value.kind) {
      case 'given':
        return value.name === 'w' || (value.name === 'g' && this.penalty === undefined)
      case 'line':
        return this.isAlias(this.plan.lines[value.index]!.value)
      case 'choose':
        return this.isAlias(value.yes) || this.isAlias(value.no)
      case 'call':
        return value.name === 'if' && value.args.slice(1).some((part) => this.isAlias(part))
      default:
        return false
    }
  }

  private stateOf(value: Expression): string | undefined {
    if (value.kind === 'state') return value.name
    return value.kind === 'line' ? this.stateOf(this.aliasOf(value.index)) : undefined
  }

  /** What a line stands for where it only names a state; otherwise a number. */
  private aliasOf(index: number): Expression {
    const { value } = this.plan.lines[index]!
    return value.kind === 'state' ? value : { kind: 'number', value: 0, type: value.type }
  }

  private stateText(name: string): string {
    const { shape } = this.plan.states.find((state) => state.name === name)!
    return `${shape === 'vector' ? 'state' : 'group'}["${this.names.states.get(name)!}"]`
  }

  private lineText(index: number): string {
    const { value } = this.plan.lines[index]!
    return value.kind === 'state' ? this.stateText(value.name) : this.names.lines.get(index)!
  }

  private fitted(before: string, value: Expression, after = '', isAtomic = false): string[] {
    return fittedStatement({ before, value, after, isAtomic }, this.writer, this.names.more)
  }

  private reductionName(of: Call): string {
    const words: string[] = [of.name]
    const visit = (value: Expression) =>
      walk(value, (part) => {
        if (part.kind === 'line') words.push(this.plan.lines[part.index]!.name)
        else if (part.kind === 'given' || part.kind === 'state') words.push(part.name)
        else if (part.kind === 'call') words.push(part.name)
      })
    of.args.forEach(visit)
    return words.length <= 3 && words.join('').length <= 30 ? words.join('_') : of.name
  }
}

/** What has been added up, as a number. */
function finished(name: Call['name'], sum: string): string {
  if (name === 'maxAbs') return `float(torch.stack(${sum}).max())`
  if (name === 'norm') return `float(${sum}) ** 0.5`
  return name === 'mean' ? `float(${sum}) / count` : `float(${sum})`
}
