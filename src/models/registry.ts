import { createRegistry } from '../spec/registry'
import { cnnForward } from './cnn/model'
import { cnnSpec } from './cnn/spec'
import type { Forward } from './forward'
import { mlpForward } from './mlp/model'
import { mlpSpec } from './mlp/spec'
import { resnetForward } from './resnet/model'
import { resnetSpec } from './resnet/spec'
import { softmaxForward } from './softmax/model'
import { softmaxSpec } from './softmax/spec'

/** Imported by the engine alone: it pulls in tfjs. */
export const forwards = createRegistry<Forward>('forward pass for', [
  [softmaxSpec.id, softmaxForward],
  [mlpSpec.id, mlpForward],
  [cnnSpec.id, cnnForward],
  [resnetSpec.id, resnetForward],
])

export const forwardOf = forwards.get
