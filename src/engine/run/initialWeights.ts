import { createStream } from '../../random/stream'
import { parameterCount, sizeOf, type ParameterTensor } from '../../spec/model'

/**
 * Initial parameters as one vector, made on the host so that they are the same bits on every
 * backend. `he`: normal, variance 2 / fanIn, times the tensor's gain, rounded to float32. Each
 * tensor draws from its own stream, so that changing one layer leaves the others alone.
 */
export function initialWeights(tensors: readonly ParameterTensor[], seed: number): Float32Array {
  const weights = new Float32Array(parameterCount(tensors))
  let offset = 0
  tensors.forEach((tensor, index) => {
    const size = sizeOf(tensor.shape)
    if (tensor.init === 'he') {
      const stream = createStream(seed, 'weights', index)
      const deviation = Math.sqrt(2 / tensor.fanIn) * (tensor.gain ?? 1)
      for (let i = 0; i < size; i++) weights[offset + i] = stream.normal() * deviation
    }
    offset += size
  })
  return weights
}
