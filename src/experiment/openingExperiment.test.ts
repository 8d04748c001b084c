import { expect, it } from 'vitest'
import { decodeLink } from './link'
import { isOpeningExperiment } from './openingExperiment'

const is = (link: string) => isOpeningExperiment(decodeLink(link).experiment)

it('is the experiment of an empty link, whatever it is called and shows', () => {
  expect(is('')).toBe(true)
  expect(is('v=1&name=Hello&view.x=epochs&backend=wasm&steps=300&eval=20')).toBe(true)
})

it.each([
  'seed=2',
  'batch=50',
  'run=alig',
  'data=spirals',
  'edit=10,0,maxLr:1',
  'shuffle=0',
  'seeds=2',
])('is not that of %s', (link) => expect(is(link)).toBe(false))
