import { expect, it } from 'vitest'
import { datasetSpecs } from '../../data/specs'
import { defaultData, defaultExperiment, defaultModel } from '../../experiment/defaults'
import { fields } from '../../experiment/fields'
import { decodeLink } from '../../experiment/link'
import { modelSpecs } from '../../models/specs'
import { optimizerSpecs } from '../../optimizers/specs'
import { hyperparametersOf } from '../../spec/optimizer'
import { axisSettings, axisText, axisValues, RATE, usualAxis } from './sweepAxis'
import { sweepSettings, sweepView, xAxis } from './sweepSettings'

const settingsOf = (link: string) => sweepSettings(decodeLink(link).experiment)
const keysOf = (link: string, optimizers: readonly string[]) =>
  axisSettings(decodeLink(link).experiment, optimizers).map(({ key }) => key)

it('offers what the specs declare as numbers, and acts', () => {
  const ofMlp = keysOf('v=1', ['alig'])
  expect(ofMlp[0]).toBe(RATE)
  expect(ofMlp).toEqual(
    expect.arrayContaining(['examples', 'batch', 'noise', 'width', 'depth', 'momentum', 'radius']),
  )
  // What every training sets itself, the rate of the optimizer, and what has no effect.
  for (const key of ['seed', 'seeds', 'steps', 'eval', 'maxLr', 'beta1'])
    expect(ofMlp).not.toContain(key)
  expect(keysOf('v=1&model=softmax', ['alig'])).not.toContain('width')
  expect(keysOf('v=1&depth=0', ['alig'])).not.toContain('width')
  expect(keysOf('v=1&data=spirals', ['alig', 'adam'])).toEqual(
    expect.arrayContaining(['points', 'turn', 'beta1']),
  )
  expect(keysOf('v=1', ['sgd'])).not.toContain('horizon')
  expect(keysOf('v=1&run=sgd,schedule:cosine', ['sgd'])).toContain('horizon')
})

it('has one meaning for every name', () => {
  const hyper = new Set(
    optimizerSpecs.flatMap((spec) => hyperparametersOf(spec).map(({ key }) => key)),
  )
  expect(hyper).not.toContain(RATE)
  const apart = datasetSpecs.filter(({ optionsInline }) => !optionsInline)
  const others = [
    ...Object.keys(fields),
    ...apart.flatMap(({ options }) => options.map(({ key }) => key)),
  ]
  const all = [...others, ...modelSpecs.flatMap(({ options }) => options.map(({ key }) => key))]
  expect(all.filter((key) => hyper.has(key))).toEqual([])
  expect(new Set(others).size).toBe(others.length)
})

it('goes from end to end on its scale, in whole numbers where only these make sense', () => {
  const axis = { key: 'noise', low: 0, high: 0.5, values: 6, scale: 'linear' } as const
  expect(axisValues({ ...axis, isWhole: false, ofRuns: false })).toEqual([
    0, 0.1, 0.2, 0.3, 0.4, 0.5,
  ])
  const width = { key: 'width', low: 8, high: 1024, values: 4, scale: 'log' } as const
  expect(axisValues({ ...width, isWhole: true, ofRuns: false })).toEqual([8, 40, 203, 1024])
  const depth = { key: 'depth', low: 1, high: 2, values: 5, scale: 'linear' } as const
  expect(axisValues({ ...depth, isWhole: true, ofRuns: false })).toEqual([1, 2])
})

it('is read from the link, and left out where it makes no sense there', () => {
  const link = 'v=1&view.strip=alig&view.stripX=width:32:512:5&view.stripY=noise:0:0.5:6'
  const { x, y } = settingsOf(link)
  expect(x).toMatchObject({ key: 'width', scale: 'log', isWhole: true, ofRuns: false })
  expect(y).toMatchObject({ key: 'noise', low: 0, high: 0.5, values: 6, scale: 'linear' })
  const refused = (text: string) => settingsOf(`v=1&view.strip=alig&view.stripY=${text}`).y
  expect(refused('nonsense:0:1:3')).toBeUndefined()
  expect(refused('noise:0:0.6:3')).toBeUndefined()
  expect(refused('beta1:0:0.9:3')).toBeUndefined()
  expect(refused('rate:0.1:1:3')).toBeUndefined()
  // There is no logarithm of 0.
  expect(refused('noise:0:0.5:3:log')).toMatchObject({ scale: 'linear' })
  // Nonsense stays in the link.
  expect(decodeLink('v=1&view.stripY=nonsense:0:1:3').experiment.view['stripY']).toBe(
    'nonsense:0:1:3',
  )
})

it('comes back from the link as it was written', () => {
  const { experiment } = decodeLink(
    'v=1&view.strip=alig&view.stripX=width:32:512:5:linear&view.stripY=rate:0.01:100:9' +
      '&view.stripSteps=200&view.stripSeeds=20&view.stripTarget=57',
  )
  const settings = sweepSettings(experiment)
  expect(settings).toMatchObject({ steps: 200, seeds: 20, target: 0.57 })
  const view = Object.fromEntries(
    Object.entries(sweepView(settings, experiment)).flatMap(([key, text]) =>
      text === null ? [] : [[key, text]],
    ),
  )
  expect(view).toEqual(experiment.view)
})

it('has the rates of a strip where nothing is said', () => {
  expect(axisValues(xAxis(settingsOf('v=1&view.stripRange=0.1:10&view.stripValues=3')))).toEqual([
    0.1, 1, 10,
  ])
})

it('can be any of what is offered, with values that are accepted', () => {
  for (const data of datasetSpecs.filter(({ optionsInline }) => !optionsInline))
    for (const model of modelSpecs) {
      const source = {
        ...defaultExperiment(),
        ...{ data: defaultData(data.id), model: defaultModel(model.id) },
        ...{ examples: 300, batch: 30 },
      }
      const offered = axisSettings(source, ['alig', 'sgd', 'adam'])
      for (const setting of offered) {
        const axis = usualAxis(setting)
        const view = { strip: 'alig,sgd,adam', stripY: axisText(axis, offered) }
        const { y } = sweepSettings({ ...source, view })
        if (setting.key === RATE) continue
        expect(y, `${model.id} on ${data.id}: ${view.stripY}`).toEqual(axis)
        expect(axisValues(axis).length).toBeGreaterThanOrEqual(2)
      }
    }
})
