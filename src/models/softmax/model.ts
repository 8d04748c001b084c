import type { Forward } from '../forward'
import { dense, flatten } from '../layers'

/** Softmax regression: logits = x W + b. */
export const softmaxForward: Forward = (images, weights) =>
  dense(flatten(images), weights[0]!, weights[1]!)
