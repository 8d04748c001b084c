import { describe, expect, it } from 'vitest'
import { defaultExperiment, defaultModel, defaultRun } from './defaults'
import type { Experiment } from './experiment'
import { decodeLink } from './link'
import { estimateMemory, formatBytes, MEMORY_LIMIT, tooLarge, workersWithin } from './memory'

const large: Experiment = {
  ...defaultExperiment(),
  data: { id: 'cifar10', options: {} },
  model: { id: 'mlp', options: { width: 1024, depth: 4, activation: 'relu' } },
  batch: 1024,
  examples: 50_000,
  runs: Array.from({ length: 8 }, () => defaultRun('adam')),
}

describe('the memory estimate', () => {
  it('counts images, weights, optimizer state and the scratch of a step', () => {
    const { total } = estimateMemory(defaultExperiment())
    const parameters = 784 * 128 + 128 + 1280 + 10
    // Weights of three runs; one buffer each for ALI-G and SGD, two moments for Adam.
    const kept = 3 * parameters + 4 * parameters
    const step = 6 * parameters + 100 * (784 + 3 * (256 + 10))
    const images = 20_000 * 784
    expect(total).toBeGreaterThanOrEqual(4 * (kept + step) + images)
    expect(total).toBeLessThan(1.01 * (4 * (kept + step) + images))
    expect(tooLarge(defaultExperiment())).toBeUndefined()
  })

  it('has room for workers as long as each has its scratch', () => {
    expect(workersWithin(defaultExperiment())).toBeGreaterThan(8)
    const { total, scratch } = estimateMemory(large)
    const most = workersWithin(large)
    expect(most).toBeLessThan(8)
    expect(total + (most - 1) * scratch).toBeLessThan(MEMORY_LIMIT)
    expect(workersWithin({ ...large, batch: 10_000 })).toBe(1)
  })

  it('refuses what does not fit, and says what to do', () => {
    const wide = {
      ...large,
      model: { ...defaultModel('cnn'), options: { kernel: '3', blocks: 2, width: 64 } },
    }
    for (const experiment of [wide]) {
      expect(estimateMemory(experiment).total).toBeGreaterThan(MEMORY_LIMIT)
      expect(tooLarge(experiment)).toContain('smaller batch')
    }
    expect(tooLarge(defaultExperiment(), 100_000)).toContain('in one piece')
  })

  it('holds for everything that a link can say: it is finite and positive', () => {
    for (const model of ['softmax', 'mlp', 'cnn', 'resnet'])
      for (const data of ['mnist', 'cifar10']) {
        const { total, largest } = estimateMemory(
          decodeLink(`data=${data}&model=${model}`).experiment,
        )
        expect(total).toBeGreaterThan(largest)
        expect(largest).toBeGreaterThan(0)
      }
  })

  it('is written for people', () => {
    expect([120_000, 12_300_000, 3_400_000_000].map(formatBytes)).toEqual([
      '120 kB',
      '12 MB',
      '3.4 GB',
    ])
  })
})
