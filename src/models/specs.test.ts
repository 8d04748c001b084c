import { describe, expect, it } from 'vitest'
import { defaultValues, type OptionValue } from '../spec/hyperparameter'
import { parameterCount } from '../spec/model'
import { forwards, forwardOf } from './registry'
import { modelSpec, modelSpecs } from './specs'

const mnist = { height: 28, width: 28, channels: 1 }
const cifar = { height: 32, width: 32, channels: 3 }

const tensorsOf = (id: string, options: Record<string, OptionValue> = {}, input = mnist) => {
  const spec = modelSpec(id)
  return spec.tensors({ ...defaultValues(spec.options), ...options }, input, 10)
}

const count = (...args: Parameters<typeof tensorsOf>) => parameterCount(tensorsOf(...args))

describe('models', () => {
  it('have a forward pass each, and none is left over', () => {
    expect([...forwards.ids].sort()).toEqual(modelSpecs.map(({ id }) => id).sort())
  })

  it('have the parameter counts of their layers', () => {
    expect(count('softmax')).toBe(784 * 10 + 10)
    expect(count('mlp')).toBe(784 * 128 + 128 + 128 * 10 + 10)
    expect(count('mlp', { depth: 0 })).toBe(784 * 10 + 10)
    expect(count('mlp', { depth: 3, width: 16 })).toBe(
      784 * 16 + 16 + 2 * (16 * 16 + 16) + 16 * 10 + 10,
    )
    // 28 -> 24 -> 12 -> 8 -> 4
    expect(count('cnn')).toBe(25 * 8 + 8 + 25 * 8 * 16 + 16 + 16 * 16 * 10 + 10)
    // 28 -> 14 -> 7
    expect(count('cnn', { kernel: '3' })).toBe(9 * 8 + 8 + 9 * 8 * 16 + 16 + 49 * 16 * 10 + 10)
    const block = (from: number, to: number) =>
      9 * from * to + to + 9 * to * to + to + (from === to ? 0 : from * to + to)
    const stem = 9 * 3 * 16 + 16
    const resnet8 = stem + block(16, 16) + block(16, 32) + block(32, 64) + 64 * 10 + 10
    expect(count('resnet', {}, cifar)).toBe(resnet8)
    expect(count('resnet', { n: 2 }, cifar)).toBe(
      resnet8 + block(16, 16) + block(32, 32) + block(64, 64),
    )
    expect(count('resnet', { norm: 'weights' }, cifar)).toBe(resnet8)
    // 32 -> 16 -> 8
    expect(count('resnet', { pool: 'none' }, cifar)).toBe(resnet8 + 63 * 64 * 10)
  })

  it('list every kernel followed by its bias', () => {
    for (const { id } of modelSpecs) {
      const tensors = tensorsOf(id, {}, cifar)
      for (let i = 0; i < tensors.length; i += 2) {
        expect(tensors[i + 1]!.shape).toEqual(tensors[i]!.shape.slice(-1))
        expect(tensors[i + 1]!.init).toBe('zeros')
      }
    }
  })

  it('start softmax regression at zero and the others at He', () => {
    expect(tensorsOf('softmax').every(({ init }) => init === 'zeros')).toBe(true)
    const kernel = tensorsOf('cnn')[2]!
    expect(kernel).toMatchObject({ init: 'he', fanIn: 25 * 8 })
  })

  it('have one to three blocks in the CNN, padded where too little would be left', () => {
    // 28 -> 24 -> 12
    expect(count('cnn', { blocks: 1 })).toBe(25 * 8 + 8 + 144 * 8 * 10 + 10)
    const two = 25 * 8 + 8 + 25 * 8 * 16 + 16
    // 28 -> 24 -> 12 -> 8 -> 4 -> 4 -> 2, and 32 -> 28 -> 14 -> 10 -> 5 -> 5 -> 2
    const three = 25 * 16 * 32 + 32 + 4 * 32 * 10 + 10
    expect(count('cnn', { blocks: 3 })).toBe(two + three)
    expect(count('cnn', { blocks: 3 }, cifar)).toBe(two + three + 2 * 25 * 8)
  })

  it('make do with small images', () => {
    for (const side of [1, 2, 5, 6, 7, 8, 15, 16]) {
      for (const kernel of ['3', '5']) {
        const small = { height: side, width: side + 1, channels: 1 }
        const dense = tensorsOf('cnn', { kernel, blocks: 3 }, small).at(-2)!
        expect(dense.shape[0]).toBeGreaterThanOrEqual(32)
        expect(dense.shape[0]! % 32).toBe(0)
      }
    }
    expect(tensorsOf('cnn', {}, { height: 16, width: 16, channels: 1 })[4]!.shape).toEqual([16, 10])
  })

  it('refuse a name that does not exist', () => {
    expect(() => modelSpec('vgg')).toThrow('vgg')
    expect(() => forwardOf('vgg')).toThrow('vgg')
  })
})
