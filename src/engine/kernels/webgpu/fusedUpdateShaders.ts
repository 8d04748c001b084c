/** The shaders of the fused update; `fusedUpdate.ts` says what each launch is for. */
import type { MetricColumn } from '../../../spec/metrics'
import { ABSENT, FINITE_MAX } from '../../run/sentinels'
import { partialsAt, RESULTS, resultsAt, WORKGROUP, type Plan } from './fusedUpdatePlan'
import type { KernelSource } from './program'
import { floatType, type VectorWidth } from './wgsl'

const squares = (vectorWidth: VectorWidth, value: string) =>
  vectorWidth === 1 ? `${value} * ${value}` : `dot(${value}, ${value})`

const scalar = (plan: Plan, name: string) => `scalars[${plan.scalarIndex.get(name)}]`

/** `let name = ...` for the loss of the data and all hyperparameters. */
const readScalars = (plan: Plan) =>
  ['accuracy', ...plan.hyper].map((name) => `let ${name} = ${scalar(plan, name)};`).join('\n')

/** The gradient that is recorded, and the one that the rule is given, at vector `at`. */
const gradients = (plan: Plan) => `
  let w = parameters[at];
  let plain = gradient[at];
  ${plan.l2 === 'rule' ? 'let g = plain;' : 'let g = plain + weightDecay * w;'}
  let recorded = ${plan.l2 === 'objective' ? 'g' : 'plain'};`

/** Adds up `parts` (an expression of `i`, one per thread of the launch before) in every workgroup. */
const addUp = (plan: Plan, type: string, parts: string) => `
  var share = ${type}(0.0);
  for (var i = i32(localIndex); i < ${plan.threads}; i += ${WORKGROUP}) { share += ${parts}; }
  shares[localIndex] = share;
  workgroupBarrier();
  var total = ${type}(0.0);
  for (var i = 0; i < ${WORKGROUP}; i++) { total += shares[i]; }`

function source(
  plan: Plan,
  name: string,
  part: Pick<KernelSource, 'inputs' | 'outputVectorWidth' | 'outputShape' | 'body'> & {
    readonly threads?: number
    readonly shares?: string
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
      plan.l2,
      plan.hasUnclipped,
      plan.hyper.join(' '),
      plan.stateShapes.map((shape) => shape.length).join(' '),
      plan.metrics.join(' '),
      plan.scalars,
      plan.elements,
    ],
    threads,
    workgroupSize: WORKGROUP,
    hasBarriers: true,
    declarations: `
      alias V = ${floatType(plan.vectorWidth)};
      ${shares ? `var<workgroup> shares: array<${shares}, ${WORKGROUP}>;` : ''}`,
  }
}

/** (2) Per thread: sums of squares of the weights and of the recorded gradient. */
export function normsSource(plan: Plan): KernelSource {
  const { vectorWidth, vectors, threads } = plan
  return source(plan, 'AligUpdateNorms', {
    inputs: [
      ['parameters', vectorWidth],
      ['gradient', vectorWidth],
      ['scalars', 1],
    ],
    outputVectorWidth: 2,
    outputShape: [threads, 2],
    body: () => `
      let weightDecay = ${plan.l2 === 'rule' ? 'scalars[0]' : scalar(plan, 'weightDecay')};
      var sums = vec2<f32>(0.0);
      for (var at = index; at < ${vectors}; at += ${threads}) {
        ${gradients(plan)}
        sums += vec2<f32>(${squares(vectorWidth, 'w')}, ${squares(vectorWidth, 'recorded')});
      }
      result[index] = sums;`,
  })
}

/**
 * (3) Parts of the output, `stride` vectors each: new weights, new states of shape [P]; then
 * `gap` vectors each: new states of rank 0; then RESULTS; then each thread's sum of squares.
 */
export function updateSource(plan: Plan): KernelSource {
  const { vectorWidth, vectors, threads, stride, gap, statesOfVector, statesOfScalar } = plan
  const results = resultsAt(plan)
  return source(plan, 'AligUpdate', {
    inputs: [
      ['parameters', vectorWidth],
      ['gradient', vectorWidth],
      ['scalars', 1],
      ['norms', 2],
      ...statesOfVector.map((i) => [`state${i}`, vectorWidth] as const),
    ],
    outputVectorWidth: vectorWidth,
    outputShape: [(partialsAt(plan) + threads) * vectorWidth],
    shares: 'vec2<f32>',
    body: () => `
      ${addUp(plan, 'vec2<f32>', 'norms[i]')}
      let weightNormSq = total.x;
      let gradNormSq = total.y;
      ${readScalars(plan)}
      var loss = ${scalar(plan, 'loss')};
      ${plan.l2 === 'objective' ? 'loss += (weightDecay * 0.5) * weightNormSq;' : ''}
      let usable = abs(loss) <= ${FINITE_MAX} && abs(gradNormSq) <= ${FINITE_MAX};
      var stepSize = 0.0;
      var unclipped = ${ABSENT};
      ${statesOfScalar
        .map((i) => `let s${i} = ${scalar(plan, `state${i}`)}; var next${i} = s${i};`)
        .join('\n')}
      ${plan.scalars}
      var squaresOfNew = 0.0;
      for (var at = index; at < ${vectors}; at += ${threads}) {
        ${gradients(plan)}
        var nextW = w;
        ${statesOfVector.map((i) => `let s${i} = state${i}[at]; var next${i} = s${i};`).join('\n')}
        ${plan.elements}
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
        result[${results}] = V(loss);
        result[${results + 1}] = V(gradNormSq);
        result[${results + 2}] = V(select(${ABSENT}, unclipped, usable));
        result[${results + 3}] = V(select(0.0, stepSize, usable));
        result[${results + 4}] = V(weightNormSq);
        result[${results + 5}] = V(select(0.0, 1.0, usable));
      }`,
  })
}

/** One float of a vector. */
const one = (vectorWidth: VectorWidth, value: string) => (vectorWidth === 1 ? value : `${value}.x`)

const resultOf = (plan: Plan, name: (typeof RESULTS)[number]) =>
  one(plan.vectorWidth, `updated[${resultsAt(plan) + RESULTS.indexOf(name)}]`)

/** `moved` and `factor` of the projection, from the sums of squares of the new weights. */
const projection = (plan: Plan) => `
  ${addUp(plan, 'f32', one(plan.vectorWidth, `updated[${partialsAt(plan)} + i]`))}
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
    shares: 'f32',
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

const hasMaxLr = ({ hyper }: Plan) => hyper.includes('maxLr')

/**
 * The metrics that this kernel can write, as WGSL. Another metric needs nothing here: it is computed
 * by `stepMetrics.ts` beside the kernel.
 */
const METRIC_SOURCES: Readonly<Partial<Record<MetricColumn, (plan: Plan) => string>>> = {
  loss: (plan) => resultOf(plan, 'loss'),
  accuracy: () => 'accuracy',
  gradNormSq: () => 'gradNormSq',
  unclipped: () => 'unclipped',
  stepSize: (plan) => resultOf(plan, 'stepSize'),
  effectiveStep: () => 'select(0.0, sqrt(total) / sqrt(gradNormSq), isUsable && gradNormSq > 0.0)',
  weightNorm: (plan) => `sqrt(${resultOf(plan, 'weightNormSq')})`,
  maxLr: (plan) => (hasMaxLr(plan) ? 'maxLr' : `${ABSENT}`),
  clipped: (plan) =>
    plan.hasUnclipped && hasMaxLr(plan) ? 'select(0.0, 1.0, isUsable && unclipped > maxLr)' : '0.0',
  skipped: () => 'select(1.0, 0.0, isUsable)',
  projected: ({ vectorWidth, stride }) => one(vectorWidth, `moved[${stride}]`),
}

export const hasSource = (metric: MetricColumn): boolean => metric in METRIC_SOURCES

/** (5) The metrics. */
export function metricsSource(plan: Plan): KernelSource {
  const { vectorWidth, stride, metrics } = plan
  return source(plan, 'AligUpdateMetrics', {
    inputs: [
      ['scalars', 1],
      ['updated', vectorWidth],
      ['moved', vectorWidth],
    ],
    outputVectorWidth: 1,
    outputShape: [metrics.length],
    threads: WORKGROUP,
    shares: 'f32',
    body: () => `
      ${addUp(plan, 'f32', one(vectorWidth, `moved[${stride + 1} + i]`))}
      if (index == 0) {
        let accuracy = ${scalar(plan, 'accuracy')};
        ${hasMaxLr(plan) ? `let maxLr = ${scalar(plan, 'maxLr')};` : ''}
        let gradNormSq = ${resultOf(plan, 'gradNormSq')};
        let unclipped = ${resultOf(plan, 'unclipped')};
        let isUsable = ${resultOf(plan, 'usable')} > 0.0;
        ${metrics.map((metric, i) => `result[${i}] = ${METRIC_SOURCES[metric]!(plan)};`).join('\n')}
      }`,
  })
}
