import { describe, expect, it } from 'vitest'
import { weightsHash } from '../data/hashes'
import { decodeLink, encodeLink } from '../experiment/link'
import { initialWeights } from '../engine/run/initialWeights'
import { defaultValues } from '../spec/hyperparameter'
import { sizeOf } from '../spec/model'
import { modelSpec } from './specs'

const INPUT = { height: 28, width: 28, channels: 1 }
const CLASSES = 10
const MODELS = ['mlp', 'cnn', 'resnet']

function tensorsOf(id: string, options: Record<string, string | number> = {}) {
  const spec = modelSpec(id)
  return spec.tensors({ ...defaultValues(spec.options), ...options }, INPUT, CLASSES)
}

/** The numbers of one tensor, as a run starts with them. */
function drawn(id: string, init: string, name: string) {
  const tensors = tensorsOf(id, { init })
  const index = tensors.findIndex((tensor) => tensor.name === name)
  const before = tensors.slice(0, index).reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  const size = sizeOf(tensors[index]!.shape)
  return initialWeights(tensors, 1).subarray(before, before + size)
}

const variance = (numbers: Float32Array) =>
  numbers.reduce((sum, number) => sum + number ** 2, 0) / numbers.length

describe('initial weights', () => {
  it.each(MODELS)('of %s are those of He, unless something else is asked for', (id) => {
    const { init: _, ...before } = defaultValues(modelSpec(id).options)
    const asBefore = modelSpec(id).tensors(before, INPUT, CLASSES)
    expect(tensorsOf(id)).toEqual(asBefore)
    expect(tensorsOf(id, { init: 'he' })).toEqual(asBefore)
  })

  it('have the hash that links promise', async () => {
    expect(await weightsHash(initialWeights(tensorsOf('mlp'), 1))).toBe(
      '918827aadbe89345fa9c96c1bd27f95252a0ed203a9cd2e386f6101d2122cca8',
    )
  })

  it.each([
    ['mlp', 'dense1/kernel', 2 / (784 + 128)],
    ['cnn', 'conv2/kernel', 2 / (25 * (8 + 16))],
    // The second convolution of a branch is smaller by the root of the number of blocks.
    ['resnet', 'block3/conv2/kernel', 2 / (9 * (64 + 64)) / 3],
  ])('of Glorot have in %s, %s, the variance 2 / (inputs + outputs)', (id, name, wanted) => {
    const numbers = drawn(id, 'glorot', name)
    // Four standard errors.
    expect(Math.abs(variance(numbers) / wanted - 1)).toBeLessThan(4 * Math.sqrt(2 / numbers.length))
  })

  it.each(MODELS)('with a last layer of zeros are those of He before it in %s', (id) => {
    const [he, zero] = [tensorsOf(id), tensorsOf(id, { init: 'zeroLast' })]
    expect(zero.slice(0, -2)).toEqual(he.slice(0, -2))
    expect(zero.slice(-2).map(({ init }) => init)).toEqual(['zeros', 'zeros'])
    const last = sizeOf(zero.at(-2)!.shape) + sizeOf(zero.at(-1)!.shape)
    const [all, some] = [initialWeights(he, 1), initialWeights(zero, 1)]
    expect(some.subarray(0, -last)).toEqual(all.subarray(0, -last))
    expect(some.subarray(-last).every((weight) => weight === 0)).toBe(true)
  })

  it('stand in the link where they are not the default', () => {
    const link = 'v=1&init=glorot&run=alig'
    const { experiment, notices } = decodeLink(link)
    expect(notices).toEqual([])
    expect(experiment.model.options['init']).toBe('glorot')
    expect(encodeLink(experiment)).toBe(link)
    expect(encodeLink(decodeLink('v=1&init=he&run=alig').experiment)).toBe('v=1&run=alig')
  })
})
