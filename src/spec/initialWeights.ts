import type { EnumOption, OptionValues } from './hyperparameter'
import type { ParameterTensor } from './model'

/**
 * Where the weights of a model start: normal, with variance 2 / inputs (He) or 2 / (inputs + outputs)
 * (Glorot); biases start at 0 in any case.
 */
export const initOption = {
  kind: 'enum',
  key: 'init',
  default: 'he',
  values: ['he', 'glorot', 'zeroLast'],
  help:
    'Initial weights: of He, of Glorot (smaller), or of He with a last layer of zeros, so that all ' +
    'classes start alike.',
} as const satisfies EnumOption

/** The tensors of a model, which start as He has it, with the start that its options ask for. */
export function started(
  tensors: readonly ParameterTensor[],
  { init }: OptionValues,
): readonly ParameterTensor[] {
  if (init === 'glorot') return tensors.map(asGlorot)
  if (init !== 'zeroLast') return tensors
  const last = tensors.findLastIndex((tensor) => tensor.init === 'he')
  return tensors.map((tensor, i) => (i === last ? { ...tensor, init: 'zeros' } : tensor))
}

/** As a factor on He's weights: every seed draws the same numbers, only smaller. */
function asGlorot(tensor: ParameterTensor): ParameterTensor {
  if (tensor.init !== 'he') return tensor
  const { shape, fanIn, gain = 1 } = tensor
  const [inputs, outputs] = [shape.at(-2)!, shape.at(-1)!]
  // A filter hands each input on to as many places as it has itself.
  const fanOut = (fanIn / inputs) * outputs
  return { ...tensor, gain: gain * Math.sqrt(fanIn / (fanIn + fanOut)) }
}
