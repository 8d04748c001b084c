import { describe, expect, it } from 'vitest'
import { planOf } from './plan'
import type { MadePart, Part, Recording } from './record'
import { VirtualBuffer } from './virtualBuffer'

const ALIGNMENT = 256
const layout = {} as GPUBindGroupLayout
const batch: Part = { kind: 'shared', buffer: {} as GPUBuffer, offset: 0, size: 64 }
const weights: Part = { kind: 'ofRun', key: 'weights', offset: 0, size: 400 }
const pipelines = new Map<string, GPUComputePipeline>()

function pipelineOf(name: string): GPUComputePipeline {
  const pipeline = pipelines.get(name) ?? ({ label: name } as GPUComputePipeline)
  pipelines.set(name, pipeline)
  return pipeline
}

/** A step in which each launch makes something of what was made before, by its name. */
function recordingOf(
  launches: readonly (readonly [name: string, makes: string, of: readonly (string | Part)[]])[],
  keys: readonly string[] = ['weights'],
): Recording {
  const made = new Map<string, MadePart>()
  const partOf = (name: string): MadePart => {
    const part = made.get(name) ?? {
      kind: 'made',
      buffer: new VirtualBuffer(made.size, 100, 0, false),
      offset: 0,
      size: 100,
    }
    made.set(name, part)
    return part
  }
  return {
    launches: launches.map(([name, makes, of]) => ({
      pipeline: pipelineOf(name),
      layout,
      workgroups: [1, 1, 1],
      parts: [partOf(makes), ...of.map((part) => (typeof part === 'string' ? partOf(part) : part))],
    })),
    outputs: [partOf(launches.at(-1)![1])],
    ownSizes: new Map(keys.map((key) => [key, 400])),
  }
}

const step = (rule: string, key: string) =>
  recordingOf(
    [
      ['standardise', 'images', [batch]],
      ['product', 'logits', ['images', weights]],
      [rule, 'next', ['logits', { ...weights, key }]],
    ],
    ['weights', key],
  )

describe('a plan for several runs', () => {
  it('shares what they do alike, does once what only the batch is needed for, and parts at the rule', () => {
    const plan = planOf([step('alig', 'eps'), step('sgd', 'lr'), step('alig', 'eps')], ALIGNMENT)
    expect(plan.order).toEqual([0, 2, 1])
    expect(
      plan.launches.map(({ launch, first, count, strides }) => {
        return [launch.pipeline.label, first, count, [...strides]]
      }),
    ).toEqual([
      ['standardise', 0, 3, []],
      [
        'product',
        0,
        3,
        [
          [0, 256],
          [2, 512],
        ],
      ],
      [
        'alig',
        0,
        2,
        [
          [0, 256],
          [1, 256],
          [2, 512],
        ],
      ],
      [
        'sgd',
        2,
        1,
        [
          [0, 256],
          [1, 256],
          [2, 512],
        ],
      ],
    ])
    expect(plan.own.get('weights')).toEqual({ first: 0, count: 3, size: 400, stride: 512 })
    expect(plan.own.get('lr')).toEqual({ first: 2, count: 1, size: 400, stride: 512 })
  })

  it('gives memory to as many runs as have something', () => {
    const plan = planOf([step('alig', 'eps'), step('alig', 'eps')], ALIGNMENT)
    const alone = planOf([step('alig', 'eps')], ALIGNMENT)
    // Images and results can share memory; the logits are there beside both.
    expect(alone.slots.toSorted()).toEqual([100, 100])
    expect(plan.slots.toSorted()).toEqual([356, 356])
  })

  it('gives a run axis to what only some runs write into', () => {
    const parts = (last: string) =>
      recordingOf([
        ['first half', 'row', [batch]],
        [last, 'row', [batch]],
      ])
    const { launches } = planOf([parts('second half'), parts('other half')], ALIGNMENT)
    expect(launches.map(({ count, strides }) => [count, [...strides]])).toEqual([
      [2, [[0, 256]]],
      [1, [[0, 256]]],
      [1, [[0, 256]]],
    ])
  })

  it('gives it also to what is written before the numbers of a run come in', () => {
    const joined = () =>
      recordingOf([
        ['first half', 'row', [batch]],
        ['second half', 'row', [weights]],
      ])
    const { launches } = planOf([joined(), joined()], ALIGNMENT)
    expect(launches.map(({ count, strides }) => [count, strides.get(0)])).toEqual([
      [2, 256],
      [2, 256],
    ])
  })

  it('keeps apart launches that differ in a constant, a size or a buffer', () => {
    const fixed = (byte: number): Part => {
      const contents = Uint8Array.of(byte).buffer
      return { kind: 'fixed', contents, isUniform: true, offset: 0, size: 1 }
    }
    const withPart = (part: Part) => recordingOf([['rule', 'next', [weights, part]]])
    const count = (a: Part, b: Part) =>
      planOf([withPart(a), withPart(b)], ALIGNMENT).launches.length
    expect(count(fixed(1), fixed(1))).toBe(1)
    expect(count(fixed(1), fixed(2))).toBe(2)
    expect(count(batch, { ...batch, size: 32 })).toBe(2)
    expect(count(batch, { ...batch, buffer: {} as GPUBuffer })).toBe(2)
  })
})
