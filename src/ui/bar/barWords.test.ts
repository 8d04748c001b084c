import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { barLabel, barWords, SUBJECTS } from './barWords'

const settings = (link: string) => decodeLink(link).experiment
const labels = (link: string, chosen?: string) =>
  SUBJECTS.map((subject) => barLabel(subject, settings(link), chosen))

describe('the labels of the experiment bar', () => {
  it('say what all runs share', () => {
    expect(labels('', 'wasm')).toEqual(['MNIST (10,000)', 'MLP 128', 'batch 100', 'seed 1', 'wasm'])
    expect(labels('data=spirals&width=24&depth=2&batch=30&seed=7&backend=cpu')).toEqual([
      'Spirals (300)',
      'MLP 2 × 24',
      'batch 30',
      'seed 7',
      'cpu',
    ])
  })

  it('name a range of seeds', () => {
    expect(labels('seeds=3&seed=2')[3]).toBe('seeds 2–4')
  })

  it('have a size for every model', () => {
    expect(labels('model=cnn')[1]).toBe('CNN 8')
    expect(labels('model=softmax')[1]).toBe('Softmax')
    expect(labels('model=mlp&depth=0')[1]).toBe('MLP, linear')
    expect(labels('data=cifar10&model=resnet')[1]).toBe('ResNet-8')
  })
})

describe('what waits for a reset', () => {
  it('stands beside what was trained', () => {
    const [before, after] = [settings(''), settings('batch=50')]
    expect(barWords('batch', before, after, 'wasm')).toEqual({
      now: 'batch 100',
      wanted: 'batch 50',
    })
    expect(barWords('seed', before, after, 'wasm')).toEqual({ now: 'seed 1', wanted: null })
  })

  it('is no backend that was given in place of the one that was asked for', () => {
    const asked = settings('backend=webgpu')
    expect(barWords('backend', asked, asked, 'wasm')).toEqual({ now: 'wasm', wanted: null })
    expect(barWords('backend', asked, settings('backend=cpu'), 'wasm').wanted).toBe('cpu')
  })
})
