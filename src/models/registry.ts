import { cnnForward } from './cnn/model'
import type { Forward } from './forward'
import { mlpForward } from './mlp/model'
import { resnetForward } from './resnet/model'
import { softmaxForward } from './softmax/model'

/** Forward passes by model id. Imported by the engine alone: it pulls in tfjs. */
export const forwards: Readonly<Record<string, Forward>> = {
  softmax: softmaxForward,
  mlp: mlpForward,
  cnn: cnnForward,
  resnet: resnetForward,
}

/** Forward pass by id. Throws on an unknown id. */
export function forwardOf(id: string): Forward {
  const forward = forwards[id]
  if (!forward) throw new RangeError(`there is no forward pass for "${id}"`)
  return forward
}
