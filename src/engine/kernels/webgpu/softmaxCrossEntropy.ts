/**
 * Mean softmax cross-entropy and accuracy of a batch in one launch, their gradient in another.
 *
 * What was slow: written in tfjs operations this is about 20 launches on tiny tensors, four of
 * them reductions with barriers: 25 % of a 784-128-10 network's step on a software adapter, and
 * bound by the launches themselves on any GPU.
 * Can go when: never, as long as launches cost; `ops/softmaxCrossEntropy.ts` holds the definition.
 */
import { runKernel, holdFloats, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { makeViews, viewAlignment } from './views'

/** Inputs `logits` [B, C], `labels` [B] int32; outputs the mean loss and the accuracy, rank 0. */
export const SOFTMAX_CROSS_ENTROPY = 'AligSoftmaxCrossEntropy'
/** Inputs as above and `dy`, rank 0; output the gradient of the logits times `dy`. */
export const SOFTMAX_CROSS_ENTROPY_GRAD = 'AligSoftmaxCrossEntropyGrad'

/** Largest logit of a row, where it is, and the sum of exp(logit - largest). */
const rowStatistics = (classes: number) => `
  let start = row * ${classes};
  var largest = logits[start];
  var best = 0;
  for (var c = 1; c < ${classes}; c++) {
    let value = logits[start + c];
    if (value > largest) { largest = value; best = c; }
  }
  var sum = 0.0;
  for (var c = 0; c < ${classes}; c++) { sum += exp(logits[start + c] - largest); }`

/** One workgroup: the loss comes first, the accuracy `gap` elements later. */
function lossSource(batch: number, classes: number, gap: number, tiles: TileOptions): KernelSource {
  const threads = tiles.workgroupSize
  return {
    name: SOFTMAX_CROSS_ENTROPY,
    key: [batch, classes, gap],
    inputs: [
      ['logits', 1],
      ['labels', 1],
    ],
    outputLanes: 1,
    outputShape: [gap + 1],
    threads,
    workgroupSize: threads,
    hasBarriers: true,
    declarations: `var<workgroup> sums: array<vec2<f32>, ${threads}>;`,
    body: () => `
      var mine = vec2<f32>(0.0);
      for (var row = index; row < ${batch}; row += ${threads}) {
        ${rowStatistics(classes)}
        let label = labels[row];
        mine += vec2<f32>(
          log(sum) - (logits[start + label] - largest),
          select(0.0, 1.0, best == label));
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

function gradientSource(batch: number, classes: number, tiles: TileOptions): KernelSource {
  return {
    name: SOFTMAX_CROSS_ENTROPY_GRAD,
    key: [batch, classes],
    inputs: [
      ['logits', 1],
      ['labels', 1],
      ['dy', 1],
    ],
    outputLanes: 1,
    outputShape: [batch, classes],
    threads: batch,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let row = index;
      ${rowStatistics(classes)}
      let label = labels[row];
      let scale = dy[0] / ${batch}.0;
      for (var c = 0; c < ${classes}; c++) {
        let share = exp(logits[start + c] - largest) / sum;
        result[start + c] = (share - select(0.0, 1.0, c == label)) * scale;
      }`,
  }
}

export const softmaxCrossEntropy: KernelOverride = {
  kernelName: SOFTMAX_CROSS_ENTROPY,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { logits, labels } = inputs
      if (!logits || !labels || !holdFloats(backend, [logits])) return undefined
      const [batch = 0, classes = 0] = logits.shape
      const gap = viewAlignment(backend)
      const both = runKernel(backend, lossSource(batch, classes, gap, tiles), [logits, labels])
      const parts = [
        { offset: 0, shape: [] },
        { offset: gap, shape: [] },
      ]
      return makeViews(backend, both, parts, true)
    },
}

export const softmaxCrossEntropyGrad: KernelOverride = {
  kernelName: SOFTMAX_CROSS_ENTROPY_GRAD,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { logits, labels, dy } = inputs
      if (!logits || !labels || !dy || !holdFloats(backend, [logits, dy])) return undefined
      const [batch = 0, classes = 0] = logits.shape
      return runKernel(backend, gradientSource(batch, classes, tiles), [logits, labels, dy])
    },
}
