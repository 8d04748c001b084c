import { expect, it } from 'vitest'
import { memoryCaches } from './caches.fixture'
import { bytesBelow, deleteBelow } from './stored'

const PAGE = 'https://host/some/'
const DATA = `${PAGE}data/`
const files = {
  'the page': [`${PAGE}index.html`, `${PAGE}assets/a.js`],
  'its data': [`${DATA}mnist/manifest.json`, `${DATA}mnist/train-000.bin?sha256=1`],
  'another page': ['https://host/', 'https://host/data/mnist/manifest.json'],
}
const lengths = (urls: readonly string[]) => urls.reduce((sum, { length }) => sum + length, 0)

it('counts each file once, for the first folder that it is in', async () => {
  const { caches } = memoryCaches(files)
  expect(await bytesBelow(caches, [DATA, PAGE])).toEqual([
    lengths(files['its data']),
    lengths(files['the page']),
  ])
})

it('deletes what is in the folder, and nothing else', async () => {
  const { caches, now } = memoryCaches(files)
  await deleteBelow(caches, DATA)
  expect(now()).toEqual({ ...files, 'its data': [] })
})
