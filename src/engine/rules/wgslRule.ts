/**
 * A rule as WGSL for the kernels of `fusedUpdate.ts`: scalars once per thread, vectors in a loop over
 * the weights, and a launch before for every level of reductions that depend on each other.
 *
 * Level 0 is what is known at once; sums over level-0 vectors are level 1 and are made beside
 * those of ‖w‖² and ‖g‖²; sums over what depends on these are level 2 and take a launch more.
 * Nothing but the sums goes from launch to launch: each works out again what it needs.
 */
import type { Program } from '../../rules/specialise'
import { FUNCTIONS } from '../../rules/functions'
import { applyFunction } from '../../rules/evaluate'
import { linesRead } from '../../rules/specialise'
import type { Expression } from '../../rules/types'
import { wgslCall, wgslNumber, type WgslOperand } from './wgslFunctions'

/** A number added up over all weights, or the largest one. */
export interface WgslReduction {
  /** The share of `at`, of type f32. */
  readonly share: string
  readonly combine: 'add' | 'max'
}

export interface WgslLevel {
  /** Statements that stand once per thread and use sums of lower levels. */
  readonly scalars: string
  /** Statements that stand in the loop over the weights. */
  readonly elements: string
  /** What this launch adds up; in the scalars of later ones it is `r0`, `r1`, ... over all levels. */
  readonly reductions: readonly WgslReduction[]
}

export interface WgslRule {
  /** Numeric options that are read, as `option_KEY`. */
  readonly options: readonly string[]
  readonly levels: readonly WgslLevel[]
  /** The launch that updates: assigns `stepSize`, `unclipped`, `limit`, `next0` ... of scalar states. */
  readonly scalars: string
  /** Assigns `nextW` and `next0`, `next1` ... of the other states. */
  readonly elements: string
  readonly hasUnclipped: boolean
  readonly hasLimit: boolean
  readonly vectorStates: number
}

/** Why a rule has no WGSL; it then runs in tfjs operations. */
class Unsupported extends Error {}

const isReduction = (value: Expression): boolean =>
  value.kind === 'call' && FUNCTIONS[value.name].family === 'reduce'

/** @param hasPenalty the loss then contains ‖w‖² and is known only after a reduction */
export function wgslRule(program: Program, hasPenalty: boolean): WgslRule | undefined {
  try {
    return new Writer(program, hasPenalty).write()
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

class Writer {
  private readonly program: Program
  private readonly hasPenalty: boolean
  private readonly options = new Set<string>()
  private readonly lineLevels: number[] = []
  /** Reductions with the level at which they are made; once all are found, in the order of their names. */
  private readonly reductions: { readonly of: Expression; readonly level: number }[] = []
  private readonly stateIndex: ReadonlyMap<string, number>

  constructor(program: Program, hasPenalty: boolean) {
    this.program = program
    this.hasPenalty = hasPenalty
    this.stateIndex = new Map(program.states.map(({ name }, i) => [name, i]))
  }

  write(): WgslRule {
    const { lines, results, states } = this.program
    for (const { value } of lines) this.lineLevels.push(this.levelOf(value))
    const ends = [results.w, results.stepSize, results.unclipped, results.limit, ...results.states]
    const wanted = ends.filter((value) => value !== undefined)
    wanted.forEach((value) => this.levelOf(value))
    // Their names count them in the order of the launches.
    this.reductions.sort((a, b) => a.level - b.level)
    const { unclipped, limit } = results

    const scalar = (name: string, value: Expression | undefined) =>
      value ? `${name} = ${this.code(value).code};\n` : ''
    const nextOf = (shape: string) =>
      states
        .map((state, i) => {
          if (state.shape !== shape) return ''
          const next = this.code(results.states[i]!)
          const isSpread = shape === 'vector' && next.shape === 'scalar'
          return `next${i} = ${isSpread ? `V(${next.code})` : next.code};\n`
        })
        .join('')
    const needed = this.linesFor(wanted)
    const w = this.code(results.w)
    const update = {
      scalars:
        this.statements(needed, 'scalar') +
        scalar('stepSize', results.stepSize) +
        scalar('unclipped', unclipped) +
        scalar('limit', limit) +
        nextOf('scalar'),
      elements: `${this.statements(needed, 'vector')}nextW = ${w.code};\n${nextOf('vector')}`,
    }
    const levels = this.levels()
    return {
      ...update,
      levels,
      options: [...this.options],
      hasUnclipped: unclipped !== undefined,
      hasLimit: limit !== undefined,
      vectorStates: states.filter(({ shape }) => shape === 'vector').length,
    }
  }

  private levels(): WgslLevel[] {
    const count = Math.max(1, ...this.reductions.map(({ level }) => level))
    return Array.from({ length: count }, (_, i) => {
      const here = this.reductions.filter(({ level }) => level === i + 1)
      const args = here.flatMap(({ of }) => (of.kind === 'call' ? of.args : []))
      const needed = this.linesFor(args)
      return {
        scalars: this.statements(needed, 'scalar'),
        elements: this.statements(needed, 'vector'),
        reductions: here.map(({ of }) => this.reduction(of)),
      }
    })
  }

  /** The level at which a value is known; names the reductions on the way. */
  private levelOf(value: Expression): number {
    switch (value.kind) {
      case 'given':
        return value.name === 'gradNormSq' || (value.name === 'loss' && this.hasPenalty) ? 1 : 0
      case 'line':
        return this.lineLevels[value.index]!
      case 'call': {
        const level = Math.max(...value.args.map((arg) => this.levelOf(arg)))
        if (!isReduction(value)) return level
        this.reductions.push({ of: value, level: level + 1 })
        return level + 1
      }
      default:
        return 0
    }
  }

  /** Lines that these values depend on, in order, not through a reduction. */
  private linesFor(values: readonly Expression[]): number[] {
    const found = new Set<number>()
    const visit = (value: Expression): void => {
      if (isReduction(value)) return
      if (value.kind === 'call') return value.args.forEach(visit)
      for (const index of linesRead(value)) {
        if (found.has(index)) continue
        found.add(index)
        visit(this.program.lines[index]!.value)
      }
    }
    values.forEach(visit)
    return [...found].sort((a, b) => a - b)
  }

  private statements(lines: readonly number[], shape: 'scalar' | 'vector'): string {
    return lines
      .filter((index) => this.program.lines[index]!.value.type.shape === shape)
      .map((index) => `let x${index} = ${this.code(this.program.lines[index]!.value).code};\n`)
      .join('')
  }

  private reduction(of: Expression): WgslReduction {
    if (of.kind !== 'call') throw new Unsupported()
    const [a, b] = of.args.map((arg) => this.code(arg).code) as [string, string]
    switch (of.name) {
      case 'dot':
        return { share: `sumOf(${a} * ${b})`, combine: 'add' }
      case 'norm':
      case 'norm2':
        return { share: `sumOf(${a} * ${a})`, combine: 'add' }
      case 'maxAbs':
        return { share: `maxOf(abs(${a}))`, combine: 'max' }
      default:
        return { share: `sumOf(${a})`, combine: 'add' }
    }
  }

  private code(value: Expression): WgslOperand {
    const { shape, holds } = value.type
    return { code: this.text(value), shape, holds }
  }

  private text(value: Expression): string {
    switch (value.kind) {
      case 'number':
        return this.literal(value.value)
      case 'given':
        return value.name
      case 'option':
        this.options.add(value.key)
        return `option_${value.key}`
      case 'state':
        return `s${this.stateIndex.get(value.name)}`
      case 'line':
        return `x${value.index}`
      case 'call':
        return this.callText(value)
      case 'choose':
        throw new Error('A rule is specialised before it is written as WGSL.')
    }
  }

  private literal(value: number): string {
    const text = wgslNumber(value)
    if (text === undefined) throw new Unsupported()
    return text
  }

  private callText(value: Extract<Expression, { kind: 'call' }>): string {
    if (isReduction(value)) {
      const sum = `r${this.reductions.findIndex(({ of }) => of === value)}`
      if (value.name === 'norm') return `sqrt(${sum})`
      return value.name === 'mean' ? `(${sum} / weightCount)` : sum
    }
    // What holds numbers alone is worked out here: WGSL refuses constants that overflow.
    const constant = constantOf(value)
    if (constant !== undefined) {
      return value.type.holds === 'boolean' ? String(constant !== 0) : this.literal(constant)
    }
    return wgslCall(
      value.name,
      value.args.map((arg) => this.code(arg)),
    )
  }
}

function constantOf(value: Expression): number | undefined {
  if (value.kind === 'number') return value.value
  if (value.kind !== 'call' || value.type.shape === 'vector' || isReduction(value)) return undefined
  const args = value.args.map(constantOf)
  return args.every((arg) => arg !== undefined)
    ? (applyFunction(value.name, args) as number)
    : undefined
}
