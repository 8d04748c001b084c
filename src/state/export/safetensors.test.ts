import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { optimizerSpec } from '../../optimizers/specs'
import { safetensors } from './safetensors'
import { weightsFile } from './weights'

/** A reader written after the format's description, apart from the writer. */
function read(file: Uint8Array) {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  const header = JSON.parse(Buffer.from(file.subarray(8, 8 + length)).toString('utf8')) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >
  const { __metadata__: metadata, ...entries } = header
  const data = file.subarray(8 + length)
  // The format wants the tensors to fill the rest without holes.
  let next = 0
  const tensors = Object.entries(entries).map(([name, { dtype, shape, data_offsets }]) => {
    const [begin, end] = data_offsets
    if (dtype !== 'F32' || begin !== next) throw new Error(`${name} is not where it should be`)
    next = end
    const numbers = Array.from({ length: (end - begin) / 4 }, (_, i) =>
      Buffer.from(data).readFloatLE(begin + 4 * i),
    )
    return [name, { shape, numbers }] as const
  })
  if (next !== data.length) throw new Error('bytes are left over')
  return { tensors: Object.fromEntries(tensors), metadata: metadata as unknown, start: 8 + length }
}

describe('safetensors', () => {
  it('is read back with the same bits', () => {
    const values = Float32Array.of(0.1, -0, 1e-45, 3.4e38, -2.5, Math.fround(Math.PI))
    const file = safetensors(
      [
        { name: 'a/b', shape: [2, 3], values },
        { name: 'é', shape: [1], values: Float32Array.of(7) },
      ],
      { note: 'a line with "quotes" – and more' },
    )
    const { tensors, metadata, start } = read(file)
    expect(tensors['a/b']).toEqual({ shape: [2, 3], numbers: Array.from(values) })
    expect(Object.is(tensors['a/b']!.numbers[1], -0)).toBe(true)
    expect(tensors['é']!.numbers).toEqual([7])
    expect(metadata).toEqual({ note: 'a line with "quotes" – and more' })
    expect(start % 8).toBe(0)
  })

  it('refuses what would not be read back', () => {
    const one = { name: 'x', shape: [1], values: Float32Array.of(1) }
    expect(() => safetensors([one, one], {})).toThrow(RangeError)
    expect(() => safetensors([{ ...one, shape: [2] }], {})).toThrow(RangeError)
    expect(() => safetensors([{ ...one, name: '__metadata__' }], {})).toThrow(RangeError)
  })
})

describe('weightsFile', () => {
  it('names every tensor of every run and says what it is', () => {
    const { experiment } = decodeLink('v=1&width=8&run=alig&run=sgd,name:Fast')
    const parameters = Float32Array.from({ length: 784 * 8 + 8 + 80 + 10 }, (_, i) => i)
    const { tensors, metadata } = read(
      weightsFile({
        ...{ experiment, step: 12, runs: [{ run: 1, parameters, state: [] }] },
        ...{ hashes: null, statistics: null },
      }),
    )
    expect(Object.entries(tensors).map(([name, { shape }]) => [name, shape])).toEqual([
      ['run1.dense1.kernel', [784, 8]],
      ['run1.dense1.bias', [8]],
      ['run1.dense2.kernel', [8, 10]],
      ['run1.dense2.bias', [10]],
    ])
    expect(Object.values(tensors).flatMap(({ numbers }) => numbers)).toEqual(Array.from(parameters))
    expect(metadata).toMatchObject({ run1: 'Fast', step: '12', format: 'pt' })
    expect((metadata as { model_card: string }).model_card).toMatch(/^MLP .* MNIST .* run1 Fast\./)
  })

  it('has the weights that tests use, of a rule that keeps them apart', () => {
    const { experiment } = decodeLink('v=1&model=softmax&run=schedulefree_sgd')
    const numbers = (from: number) => Float32Array.from({ length: 7850 }, (_, i) => from + i)
    const { rule } = optimizerSpec('schedulefree_sgd')
    const written = (steps: number) => {
      const state = rule.states.map(({ name, shape }, i) => {
        if (shape === 'vector') return numbers(10_000 * (i + 1))
        return Float32Array.of(name === 't' ? steps : 0.5)
      })
      const run = { run: 0, parameters: numbers(0), state }
      const source = { experiment, step: steps, runs: [run], hashes: null, statistics: null }
      return Object.values(read(weightsFile(source)).tensors).flatMap(({ numbers: all }) => all)
    }
    expect(written(0)).toEqual(Array.from(numbers(0)))
    const place = rule.states.findIndex(({ name }) => name === rule.evaluateAt)
    expect(written(3)).toEqual(Array.from(numbers(10_000 * (place + 1))))
  })
})
