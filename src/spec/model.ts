import type { OptionSpec, OptionValues } from './hyperparameter'

/** Images as a model sees them. */
export interface InputShape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** One tensor of a model: a slice of the flat parameter vector. */
export interface ParameterTensor {
  readonly name: string
  /** Dense kernels are [in, out] (`x @ W`), convolution kernels [height, width, in, out]. */
  readonly shape: readonly number[]
  /** `he`: normal with variance 2 / fanIn; `zeros`. */
  readonly init: 'he' | 'zeros'
  /** Number of inputs of one output unit; what He initialisation divides by. */
  readonly fanIn: number
  /** Factor on the initial values (residual branches start smaller); 1 if absent. */
  readonly gain?: number
}

/** Host-side description of a model. Layers in order, each kernel followed by its bias. */
export interface ModelSpec {
  readonly id: string
  readonly label: string
  /** Label and size in a word or two: "MLP 128". */
  readonly short: (options: OptionValues) => string
  readonly description: string
  readonly options: readonly OptionSpec[]
  /** Works on neighbouring pixels, so points are nothing to it. */
  readonly needsImages?: true
  readonly tensors: (
    options: OptionValues,
    input: InputShape,
    classes: number,
  ) => readonly ParameterTensor[]
  /** Numbers that the forward pass makes of one image, all layers together. */
  readonly activations: (options: OptionValues, input: InputShape, classes: number) => number
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

export function parameterCount(tensors: readonly ParameterTensor[]): number {
  return tensors.reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0)
}
