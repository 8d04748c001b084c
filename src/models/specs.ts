import type { ModelSpec } from '../spec/model'
import { registryOf } from '../spec/registry'
import { cnnSpec } from './cnn/spec'
import { mlpSpec } from './mlp/spec'
import { resnetSpec } from './resnet/spec'
import { softmaxSpec } from './softmax/spec'

/** Every model of the app, in the order in which the page offers them. */
export const modelSpecs: readonly ModelSpec[] = [softmaxSpec, mlpSpec, cnnSpec, resnetSpec]

export const { get: modelSpec, find: findModel } = registryOf('model', modelSpecs)
