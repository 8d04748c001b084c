/** The shaders of the fused update; `fusedUpdate.ts` says what each launch is for. */
import type { MetricColumn } from '../../../spec/metrics'
import { ABSENT, FINITE_MAX } from '../../run/sentinels'
import { partialsAt, RESULTS, resultsAt, WORKGROUP, type Plan } from './fusedUpdatePlan'
import type { KernelSource } from './program'
import { wgslLibrary } from '../../rules/wgslFunctions'
import type { WgslReduction, WgslRule } from '../../rules/wgslRule'
import { floatType, type VectorWidth } from './wgsl'

const squares = (vectorWidth: VectorWidth, value: string) =>
  vectorWidth === 1 ? `${value} * ${value}` : `dot(${value}, ${value})`

const scalar = (plan: Plan, name: string) => `scalars[${plan.scalarIndex.get(name)}]`

/** `let option_KEY = ...` for the options that the rule reads. */
const readOptions = (plan: Plan) =>
  plan.rule.options.map((key) => `let option_${key} = ${scalar(plan, key)};`).join('\n')

const readScalarStates = (plan: Plan) =>
  plan.statesOfScalar.map((i) => `let s${i} = ${scalar(plan, `state${i}`)};`).join('\n')

const readVectorStates = (plan: Plan) =>
  plan.statesOfVector.map((i) => `let s${i} = state${i}[at];`).join('\n')

/** Weights and gradient at vector `at`, the latter with the penalty's part. */
const readGradient = (plan: Plan) => `
  let w = parameters[at];
  ${
    plan.penalty === undefined
      ? 'let g = gradient[at];'
      : `let g = gradient[at] + ${scalar(plan, plan.penalty)} * w;`
  }`

type Combine = WgslReduction['combine']

const combined = (combine: Combine, to: string, value: string) =>
  combine === 'add' ? `${to} += ${value};` : `${to} = max(${to}, ${value});`

/**
 * Adds up, in every workgroup, what each thread of a launch before has left.
 * @returns statements that declare a variable of each name
 */
function addUp(plan: Plan, parts: readonly AddedUp[]): string {
  if (parts.length === 0) return ''
  return `
  var own = array<f32, ${parts.length}>();
  for (var i = i32(localIndex); i < ${plan.threads}; i += ${WORKGROUP}) {
    ${parts.map(({ combine, part }, k) => combined(combine, `own[${k}]`, part)).join('\n')}
  }
  ${parts.map((_, k) => `shares[${k * WORKGROUP} + i32(localIndex)] = own[${k}];`).join('\n')}
  workgroupBarrier();
  ${parts.map(({ name }) => `var ${name} = 0.0;`).join('\n')}
  for (var i = 0; i < ${WORKGROUP}; i++) {
    ${parts
      .map(({ name, combine }, k) => combined(combine, name, `shares[${k * WORKGROUP} + i]`))
      .join('\n')}
  }`
}

interface AddedUp {
  readonly name: string
  readonly combine: Combine
  /** The share of thread `i`. */
  readonly part: string
}

/** Sums of the first launch that are there for every rule. */
const NORMS = ['weightNormSq', 'gradNormSq'] as const

/** The sums of the levels below `level`, as they are named in a rule's WGSL. */
function sumsBelow(plan: Plan, level: number): AddedUp[] {
  let next = 0
  return plan.rule.levels.slice(0, level).flatMap(({ reductions }, i) => {
    const own = reductions.map(({ combine }) => ({ name: `r${next++}`, combine }))
    const norms = NORMS.map((name) => ({ name, combine: 'add' as const }))
    const all = i === 0 ? [...norms, ...own] : own
    return all.map((sum, k) => ({ ...sum, part: `sums${i}[i * ${all.length} + ${k}]` }))
  })
}

/** What all launches of a rule begin with: sums, options, states, and the loss. */
const preamble = (plan: Plan, level: number) => `
  ${addUp(plan, sumsBelow(plan, level))}
  ${readOptions(plan)}
  ${readScalarStates(plan)}
  let weightCount = f32(${plan.count});
  var loss = ${scalar(plan, 'loss')};
  ${
    level > 0 && plan.penalty !== undefined
      ? `loss += (${scalar(plan, plan.penalty)} * 0.5) * weightNormSq;`
      : ''
  }`

const sumInputs = (level: number) =>
  Array.from({ length: level }, (_, i) => [`sums${i}`, 1] as const)

/** The largest component of `x`. */
const largest = (vectorWidth: VectorWidth) =>
  ({ 1: 'x', 2: 'max(x.x, x.y)', 4: 'max(max(x.x, x.y), max(x.z, x.w))' })[vectorWidth]

const keys = new WeakMap<WgslRule, string>()

/** The rule as part of a pipeline's key; made once, since it is asked for at every launch. */
function keyOf(rule: WgslRule): string {
  let key = keys.get(rule)
  if (key === undefined) keys.set(rule, (key = JSON.stringify(rule)))
  return key
}

function source(
  plan: Plan,
  name: string,
  part: Pick<KernelSource, 'inputs' | 'outputVectorWidth' | 'outputShape' | 'body'> & {
    readonly threads?: number
    /** Numbers that every workgroup adds up. */
    readonly shares?: number
  },
): KernelSource {
  const { shares, threads = plan.threads, ...rest } = part
  return {
    ...rest,
    name,
    key: [
      plan.count,
      plan.threads,
      plan.gap,
      plan.penalty ?? '',
      plan.hyper.join(' '),
      plan.stateShapes.map((shape) => shape.length).join(' '),
      plan.metrics.join(' '),
      keyOf(plan.rule),
    ],
    threads,
    workgroupSize: WORKGROUP,
    hasBarriers: true,
    declarations: `
      alias V = ${floatType(plan.vectorWidth)};
      alias B = ${plan.vectorWidth === 1 ? 'bool' : `vec${plan.vectorWidth}<bool>`};
      ${wgslLibrary}
      fn sumOf(x: V) -> f32 { return ${plan.vectorWidth === 1 ? 'x' : 'dot(x, V(1.0))'}; }
      fn maxOf(x: V) -> f32 { return ${largest(plan.vectorWidth)}; }
      ${shares ? `var<workgroup> shares: array<f32, ${shares * WORKGROUP}>;` : ''}`,
  }
}

/**
 * (2) Per thread: shares of the sums of level `level`, from 0; those of ‖w‖² and ‖g‖² are among the
 * first.
 */
export function sumsSource(plan: Plan, level: number): KernelSource {
  const { vectorWidth, vectors, threads } = plan
  const { scalars, elements, reductions } = plan.rule.levels[level]!
  const squared = (name: string) => ({ share: squares(vectorWidth, name), combine: 'add' as const })
  const all = level === 0 ? [squared('w'), squared('g'), ...reductions] : reductions
  const needsStates = readsStates(plan, level)
  return source(plan, level === 0 ? 'AligUpdateNorms' : `AligUpdateSums${level}`, {
    inputs: [
      ['parameters', vectorWidth],
      ['gradient', vectorWidth],
      ['scalars', 1],
      ...sumInputs(level),
      ...(needsStates ? stateInputs(plan) : []),
    ],
    outputVectorWidth: 1,
    outputShape: [threads * all.length],
    shares: sumsBelow(plan, level).length,
    body: () => `
      ${preamble(plan, level)}
      ${scalars}
      ${all.map((_, k) => `var sum${k} = 0.0;`).join('\n')}
      for (var at = index; at < ${vectors}; at += ${threads}) {
        ${readGradient(plan)}
        ${needsStates ? readVectorStates(plan) : ''}
        ${elements}
        ${all.map(({ share, combine }, k) => combined(combine, `sum${k}`, share)).join('\n')}
      }
      ${all.map((_, k) => `result[index * ${all.length} + ${k}] = sum${k};`).join('\n')}`,
  })
}

/** Whether the launch of level `level` reads the states of shape [P], and so is given them. */
export function readsStates({ rule, statesOfVector }: Plan, level: number): boolean {
  const { elements, reductions } = rule.levels[level]!
  const text = [elements, ...reductions.map(({ share }) => share)].join(' ')
  return statesOfVector.some((i) => new RegExp(`\\bs${i}\\b`).test(text))
}

const stateInputs = ({ statesOfVector, vectorWidth }: Plan) =>
  statesOfVector.map((i) => [`state${i}`, vectorWidth] as const)

/**
 * (3) Parts of the output, `stride` vectors each: new weights, new states of shape [P]; then
 * `gap` vectors each: new states of rank 0; then RESULTS; then each thread's sum of squares.
 */
export function updateSource(plan: Plan): KernelSource {
  const { vectorWidth, vectors, threads, stride, gap, statesOfVector, statesOfScalar } = plan
  const results = resultsAt(plan)
  const levels = plan.rule.levels.length
  return source(plan, 'AligUpdate', {
    inputs: [
      ['parameters', vectorWidth],
      ['gradient', vectorWidth],
      ['scalars', 1],
      ...sumInputs(plan.rule.levels.length),
      ...stateInputs(plan),
    ],
    outputVectorWidth: vectorWidth,
    outputShape: [(partialsAt(plan) + threads) * vectorWidth],
    shares: sumsBelow(plan, levels).length,
    body: () => `
      ${preamble(plan, levels)}
      let usable = abs(loss) <= ${FINITE_MAX} && abs(gradNormSq) <= ${FINITE_MAX};
      var stepSize = 0.0;
      var unclipped = ${ABSENT};
      var limit = ${ABSENT};
      ${statesOfScalar.map((i) => `var next${i} = s${i};`).join('\n')}
      ${plan.rule.scalars}
      var squaresOfNew = 0.0;
      for (var at = index; at < ${vectors}; at += ${threads}) {
        ${readGradient(plan)}
        var nextW = w;
        ${readVectorStates(plan)}
        ${statesOfVector.map((i) => `var next${i} = s${i};`).join('\n')}
        ${plan.rule.elements}
        nextW = select(w, nextW, usable);
        result[at] = nextW;
        squaresOfNew += ${squares(vectorWidth, 'nextW')};
        ${statesOfVector
          .map((i, part) => {
            return `result[${(part + 1) * stride} + at] = select(s${i}, next${i}, usable);`
          })
          .join('\n')}
      }
      result[${partialsAt(plan)} + index] = V(squaresOfNew);
      if (index == 0) {
        ${statesOfScalar
          .map((i, part) => {
            const at = (statesOfVector.length + 1) * stride + part * gap
            return `result[${at}] = V(select(s${i}, next${i}, usable));`
          })
          .join('\n')}
        ${RESULTS.map((name, i) => `result[${results + i}] = V(${RESULT_VALUES[name]});`).join('\n')}
      }`,
  })
}

const RESULT_VALUES: Readonly<Record<(typeof RESULTS)[number], string>> = {
  loss: 'loss',
  gradNormSq: 'gradNormSq',
  unclipped: `select(${ABSENT}, unclipped, usable)`,
  limit: 'limit',
  stepSize: 'select(0.0, stepSize, usable)',
  weightNormSq: 'weightNormSq',
  usable: 'select(0.0, 1.0, usable)',
}

/** One float of a vector. */
const one = (vectorWidth: VectorWidth, value: string) => (vectorWidth === 1 ? value : `${value}.x`)

const resultOf = (plan: Plan, name: (typeof RESULTS)[number]) =>
  one(plan.vectorWidth, `updated[${resultsAt(plan) + RESULTS.indexOf(name)}]`)

const total = (part: string): AddedUp => ({ name: 'total', combine: 'add', part })

/** `moved` and `factor` of the projection, from the sums of squares of the new weights. */
const projection = (plan: Plan) => `
  ${addUp(plan, [total(one(plan.vectorWidth, `updated[${partialsAt(plan)} + i]`))])}
  let radius = ${scalar(plan, 'radius')};
  let length = sqrt(total);
  let isUsable = ${resultOf(plan, 'usable')} > 0.0;
  let moved = isUsable && length > radius && length <= ${FINITE_MAX};
  let factor = select(1.0, radius / length, moved);`

/** (4) The projected weights, `stride` vectors; a vector of `moved`; sums of squares of the move. */
export function projectSource(plan: Plan): KernelSource {
  const { vectorWidth, vectors, threads, stride } = plan
  return source(plan, 'AligUpdateProject', {
    inputs: [
      ['parameters', vectorWidth],
      ['scalars', 1],
      ['updated', vectorWidth],
    ],
    outputVectorWidth: vectorWidth,
    outputShape: [(stride + 1 + threads) * vectorWidth],
    shares: 1,
    body: () => `
      ${projection(plan)}
      var squaresOfMove = 0.0;
      for (var at = index; at < ${vectors}; at += ${threads}) {
        let next = updated[at] * factor;
        result[at] = next;
        let shift = next - parameters[at];
        squaresOfMove += ${squares(vectorWidth, 'shift')};
      }
      result[${stride + 1} + index] = V(squaresOfMove);
      if (index == 0) { result[${stride}] = V(select(0.0, 1.0, moved)); }`,
  })
}

/**
 * The metrics that this kernel can write, as WGSL. Another metric needs nothing here: it is computed
 * by `stepMetrics.ts` beside the kernel.
 */
const METRIC_SOURCES: Readonly<Partial<Record<MetricColumn, (plan: Plan) => string>>> = {
  loss: (plan) => resultOf(plan, 'loss'),
  accuracy: () => 'accuracy[0]',
  gradNormSq: () => 'gradNormSq',
  unclipped: () => 'unclipped',
  stepSize: (plan) => resultOf(plan, 'stepSize'),
  effectiveStep: () => 'select(0.0, sqrt(total) / sqrt(gradNormSq), isUsable && gradNormSq > 0.0)',
  weightNorm: (plan) => `sqrt(${resultOf(plan, 'weightNormSq')})`,
  maxLr: (plan) => resultOf(plan, 'limit'),
  clipped: (plan) =>
    plan.rule.hasUnclipped && plan.rule.hasLimit
      ? `select(0.0, 1.0, isUsable && unclipped > ${resultOf(plan, 'limit')})`
      : '0.0',
  skipped: () => 'select(1.0, 0.0, isUsable)',
  projected: ({ vectorWidth, stride }) => one(vectorWidth, `moved[${stride}]`),
}

export const hasSource = (metric: MetricColumn): boolean => metric in METRIC_SOURCES

/** (5) The metrics. */
export function metricsSource(plan: Plan): KernelSource {
  const { vectorWidth, stride, metrics } = plan
  return source(plan, 'AligUpdateMetrics', {
    inputs: [
      ['accuracy', 1],
      ['updated', vectorWidth],
      ['moved', vectorWidth],
    ],
    outputVectorWidth: 1,
    outputShape: [metrics.length],
    threads: WORKGROUP,
    shares: 1,
    body: () => `
      ${addUp(plan, [total(one(vectorWidth, `moved[${stride + 1} + i]`))])}
      if (index == 0) {
        ${metrics.includes('accuracy') ? '' : 'let unused = accuracy[0];'}
        let gradNormSq = ${resultOf(plan, 'gradNormSq')};
        let unclipped = ${resultOf(plan, 'unclipped')};
        let isUsable = ${resultOf(plan, 'usable')} > 0.0;
        ${metrics.map((metric, i) => `result[${i}] = ${METRIC_SOURCES[metric]!(plan)};`).join('\n')}
      }`,
  })
}
