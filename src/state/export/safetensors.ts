/**
 * The safetensors file format (https://github.com/huggingface/safetensors): the length of a JSON
 * header as a little-endian u64, the header, then the tensors' bytes one after another.
 */

export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  /** As many numbers as the shape says. */
  readonly values: Float32Array
}

const ALIGNMENT = 8
const METADATA = '__metadata__'

const isOdd = ({ name, shape, values }: NamedTensor) =>
  name === METADATA || values.length !== shape.reduce((product, side) => product * side, 1)

/**
 * @param metadata text by key; about the whole file
 * @throws RangeError where names repeat or a tensor has not the size of its shape
 */
export function safetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const wrong = tensors.find(isOdd)
  if (wrong) throw new RangeError(`the tensor "${wrong.name}" cannot be written`)
  if (new Set(tensors.map(({ name }) => name)).size < tensors.length)
    throw new RangeError('two tensors have the same name')

  let end = 0
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end
    end += 4 * values.length
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const
  })
  const json = JSON.stringify({ [METADATA]: metadata, ...Object.fromEntries(entries) })
  const text = new TextEncoder().encode(json)
  // Spaces after the header, so that the numbers begin at a multiple of 8.
  const headerLength = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT
  const start = 8 + headerLength
  const file = new Uint8Array(start + end)
  const view = new DataView(file.buffer)
  view.setBigUint64(0, BigInt(headerLength), true)
  file.fill(0x20, 8, start)
  file.set(text, 8)
  let at = start
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  return file
}
