import { describe, expect, it } from 'vitest'
import { datasetSpec } from '../data/specs'
import { modelsFor, withData } from './choices'
import { defaultData, defaultExperiment } from './defaults'
import { decodeLink } from './link'
import { parseExperiment } from './parseExperiment'

describe('choosing data', () => {
  const images = defaultExperiment()
  const spirals = { ...images, ...withData(images, defaultData('spirals')) }

  it('keeps what it can between sets of images', () => {
    const { examples, batch, model } = withData(
      { ...images, examples: 60_000 },
      defaultData('cifar10'),
    )
    expect({ examples, batch, model }).toEqual({
      examples: 50_000,
      batch: 100,
      model: images.model,
    })
  })

  it('takes what suits points, and goes back', () => {
    expect(spirals).toMatchObject({ examples: 300, batch: 30 })
    expect(spirals.model).toEqual({
      id: 'mlp',
      options: { width: 24, depth: 2, activation: 'tanh', init: 'he' },
    })
    expect({ ...spirals, ...withData(spirals, defaultData('mnist')) }).toEqual(images)
  })

  it('goes on using all points when there are more of them, and fewer', () => {
    const { options } = spirals.data
    const more = withData(spirals, { id: 'spirals', options: { ...options, points: 900 } })
    expect(more).toMatchObject({ examples: 900, batch: 30 })
    const some = { ...spirals, examples: 100 }
    const fewer = withData(some, { id: 'spirals', options: { ...options, points: 50 } })
    expect(fewer.examples).toBe(50)
    expect(withData(some, { id: 'spirals', options: { ...options, points: 900 } }).examples).toBe(
      100,
    )
  })

  it('offers points no model that needs images', () => {
    expect(modelsFor(datasetSpec('spirals')).map(({ id }) => id)).toEqual(['softmax', 'mlp'])
    expect(modelsFor(datasetSpec('mnist'))).toHaveLength(4)
  })
})

describe('points and convolutions', () => {
  it('do not meet through a link', () => {
    const { experiment, notices } = decodeLink('v=1&data=spirals&model=cnn&kernel=3')
    expect(experiment.model).toEqual(defaultExperiment().model)
    expect(notices.join(' ')).toContain(
      'The "model" cnn needs images, and the data set spirals has points',
    )
    expect(notices.join(' ')).toContain('"kernel" does not apply')
  })

  it('do not meet through a file', () => {
    const { experiment } = decodeLink('v=1&model=resnet&batch=10&examples=100')
    const parsed = parseExperiment({ ...experiment, data: defaultData('spirals') })
    expect(parsed).toEqual({
      ok: false,
      sentences: ['model must be softmax or mlp: resnet needs images, and spirals has points.'],
    })
  })
})
