import type { ModelSpec } from '../spec/model'
import { cnnSpec } from './cnn/spec'
import { mlpSpec } from './mlp/spec'
import { resnetSpec } from './resnet/spec'
import { softmaxSpec } from './softmax/spec'

/** Every model of the app, in the order in which the page offers them. */
export const modelSpecs: readonly ModelSpec[] = [softmaxSpec, mlpSpec, cnnSpec, resnetSpec]

/** Spec by id. Throws on an unknown id; links are checked by the codec before. */
export function modelSpec(id: string): ModelSpec {
  const spec = modelSpecs.find((candidate) => candidate.id === id)
  if (!spec) throw new RangeError(`there is no model called "${id}"`)
  return spec
}
