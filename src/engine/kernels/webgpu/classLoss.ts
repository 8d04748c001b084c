/**
 * Mean loss and accuracy of a batch of logits in one launch, their gradient in another, for each
 * of the losses.
 *
 * What was slow: written in tfjs operations softmax cross-entropy is about 20 launches on tiny
 * tensors, four of them reductions with barriers: 25 % of a 784-128-10 network's step on a software
 * adapter, and bound by the launches themselves on any GPU.
 * Can go when: never, as long as launches cost; `ops/lossAndAccuracy.ts` holds the definition.
 */
import { LOSSES, type LossId } from '../../../spec/loss'
import { LOSS_KERNELS } from '../lossKernels'
import { log1pFunction } from './log1p'
import { runKernel, holdFloats, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { makeViews, viewAlignment } from './views'

/**
 * A loss in WGSL. Known everywhere: the `start` of the row in `logits`, its `label`, its `largest`
 * logit and the class `best` that has it, of equal ones the first.
 */
interface LossSource {
  /** Statements for a row, after which `loss` and `slope` know what they need. */
  readonly row: (classes: number) => string
  /** Loss of the row. */
  readonly loss: string
  /** Derivative by the logit of class `c`, before it is averaged. */
  readonly slope: string
}

const TARGET = 'select(0.0, 1.0, c == label)'

const SOURCES: Readonly<Record<LossId, LossSource>> = {
  crossEntropy: {
    // The largest exponential, which is 1, stays apart from the rest: losses/crossEntropy.ts says why.
    row: (classes) => `
      var rest = 0.0;
      for (var c = 0; c < ${classes}; c++) {
        rest += select(exp(logits[start + c] - largest), 0.0, c == best);
      }`,
    loss: 'log1p(rest) + (largest - logits[start + label])',
    // In two cases, so that no compiler can sort the 1 of a fitted label into the sum.
    slope: `select(
      exp(logits[start + c] - largest) - select(0.0, 1.0 + rest, c == label),
      -rest,
      c == label && best == label) / (1.0 + rest)`,
  },
  squared: {
    row: (classes) => `
      var sum = 0.0;
      for (var c = 0; c < ${classes}; c++) {
        let error = logits[start + c] - ${TARGET};
        sum += error * error;
      }`,
    loss: '0.5 * sum',
    slope: `logits[start + c] - ${TARGET}`,
  },
  hinge: {
    // `most` is the class with the largest margin, where the label's own is 0; the first of equal
    // ones. A margin that is not a number becomes the loss and stays it.
    row: (classes) => `
      let own = logits[start + label];
      var margin = (logits[start] - own) + select(1.0, 0.0, label == 0);
      var most = 0;
      for (var c = 1; c < ${classes}; c++) {
        let value = (logits[start + c] - own) + select(1.0, 0.0, c == label);
        if (abs(margin) <= 3e38 && !(value <= margin)) { margin = value; most = c; }
      }`,
    loss: 'margin',
    slope: `select(0.0, select(0.0, 1.0, c == most) - ${TARGET}, margin > 0.0)`,
  },
}

/** Label, largest logit of a row, where it is, and what the loss is made of. */
const rowStatistics = (classes: number, { row }: LossSource) => `
  let start = row * ${classes};
  let label = labels[row];
  var largest = logits[start];
  var best = 0;
  for (var c = 1; c < ${classes}; c++) {
    let value = logits[start + c];
    if (value > largest) { largest = value; best = c; }
  }
  ${row(classes)}`

/** One workgroup: the loss comes first, the accuracy `gap` elements later. */
function lossSource(
  id: LossId,
  [batch, classes]: readonly [number, number],
  gap: number,
  tiles: TileOptions,
): KernelSource {
  const threads = tiles.workgroupSize
  return {
    name: LOSS_KERNELS[id].forward,
    key: [batch, classes, gap],
    inputs: [
      ['logits', 1],
      ['labels', 1],
    ],
    outputVectorWidth: 1,
    outputShape: [gap + 1],
    threads,
    workgroupSize: threads,
    hasBarriers: true,
    declarations: `var<workgroup> sums: array<vec2<f32>, ${threads}>; ${log1pFunction()}`,
    body: () => `
      var mine = vec2<f32>(0.0);
      for (var row = index; row < ${batch}; row += ${threads}) {
        ${rowStatistics(classes, SOURCES[id])}
        mine += vec2<f32>(${SOURCES[id].loss}, select(0.0, 1.0, best == label));
      }
      sums[index] = mine;
      workgroupBarrier();
      if (index == 0) {
        var total = sums[0];
        for (var i = 1; i < ${threads}; i++) { total += sums[i]; }
        result[0] = total.x / ${batch}.0;
        result[${gap}] = total.y / ${batch}.0;
      }`,
  }
}

function gradientSource(
  id: LossId,
  [batch, classes]: readonly [number, number],
  tiles: TileOptions,
): KernelSource {
  return {
    name: LOSS_KERNELS[id].gradient,
    key: [batch, classes],
    inputs: [
      ['logits', 1],
      ['labels', 1],
      ['dy', 1],
    ],
    outputVectorWidth: 1,
    outputShape: [batch, classes],
    threads: batch,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let row = index;
      ${rowStatistics(classes, SOURCES[id])}
      let scale = dy[0] / ${batch}.0;
      for (var c = 0; c < ${classes}; c++) {
        result[start + c] = (${SOURCES[id].slope}) * scale;
      }`,
  }
}

const forwardKernel = (id: LossId): KernelOverride => ({
  kernelName: LOSS_KERNELS[id].forward,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { logits, labels } = inputs
      if (!logits || !labels || !holdFloats(backend, [logits])) return undefined
      const [batch = 0, classes = 0] = logits.shape
      const gap = viewAlignment(backend)
      const source = lossSource(id, [batch, classes], gap, tiles)
      const both = runKernel(backend, source, [logits, labels])
      const parts = [
        { offset: 0, shape: [] },
        { offset: gap, shape: [] },
      ]
      return makeViews(backend, both, parts, true)
    },
})

const gradientKernel = (id: LossId): KernelOverride => ({
  kernelName: LOSS_KERNELS[id].gradient,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { logits, labels, dy } = inputs
      if (!logits || !labels || !dy || !holdFloats(backend, [logits, dy])) return undefined
      const [batch = 0, classes = 0] = logits.shape
      const source = gradientSource(id, [batch, classes], tiles)
      return runKernel(backend, source, [logits, labels, dy])
    },
})

/** Forward and gradient of every loss. */
export const classLosses: readonly KernelOverride[] = LOSSES.flatMap((id) => [
  forwardKernel(id),
  gradientKernel(id),
])
