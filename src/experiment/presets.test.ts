import { expect, it } from 'vitest'
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { optimizerSpecs } from '../optimizers/specs'
import { hyperparametersOf } from '../spec/optimizer'
import { defaultExperiment } from './defaults'
import { fields } from './fields'
import { decodeLink, encodeLink } from './link'
import { isViewKey } from './linkKeys'
import { presetOf, subjectOf, subjectOfLink } from './presetOf'
import { PRESET_GROUPS, presets } from './presets'

it.each(presets)('$title is a link that is understood and as short as it can be', ({ link }) => {
  const { experiment, notices } = decodeLink(link)
  expect(notices).toEqual([])
  expect(encodeLink(experiment)).toBe(link)
})

it('says per cent on the line of its number, whatever the width of the page', () => {
  const told = presets.map(({ hint, lookAt, measured = '' }) => `${hint} ${lookAt} ${measured}`)
  expect(told.join()).toContain('94.0\u00a0%')
  expect(told.filter((words) => / %/.test(words))).toEqual([])
})

it('begins with the default experiment', () => {
  expect(decodeLink(presets[0]!.link).experiment).toEqual(defaultExperiment())
})

it('is found again in its link, with other seeds and lengths too, and not in another experiment', () => {
  for (const preset of presets) {
    const { experiment } = decodeLink(preset.link)
    expect(subjectOfLink(preset.link)).toBe(subjectOf(experiment))
    expect(presetOf(experiment)).toBe(preset)
    expect(presetOf({ ...experiment, seeds: 3, steps: 7, eval: 5, backend: 'wasm' })).toBe(preset)
    expect(presetOf({ ...experiment, batch: 77 })).toBeUndefined()
  }
})

it('says of every preset but the first what was measured, and groups them in the order of the menu', () => {
  expect(presets.filter(({ measured }) => !measured).map(({ id }) => id)).toEqual(['clip'])
  const groups = presets.map(({ group }) => PRESET_GROUPS.indexOf(group))
  expect(groups).toEqual([...groups].sort((a, b) => a - b))
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
})

it('has link keys that cannot be taken for one another', () => {
  const structured = ['v', 'data', 'model', 'run', 'edit', 'name', ...Object.keys(fields)]
  for (const [key, field] of Object.entries(fields)) expect(field.key).toBe(key)
  const dataKeys = datasetSpecs
    .filter(({ optionsInline }) => !optionsInline)
    .flatMap(({ options }) => options.map(({ key }) => key))
  const modelKeys = new Set(modelSpecs.flatMap(({ options }) => options.map(({ key }) => key)))
  const topLevel = [...structured, ...dataKeys, ...modelKeys]
  expect(new Set(topLevel).size).toBe(topLevel.length)
  for (const spec of optimizerSpecs) {
    const keys = hyperparametersOf(spec).map(({ key }) => key)
    expect(new Set([...keys, 'name']).size).toBe(keys.length + 1)
  }
})

it('does not take a property of every object for a view setting', () => {
  expect(['x', 'zoom', 'logY'].every(isViewKey)).toBe(true)
  expect(['constructor', 'toString', '__proto__', 'X', '', 'a.b'].some(isViewKey)).toBe(false)
})
