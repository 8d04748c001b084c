import { beforeEach, expect, it, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import type { ImportedExperiment } from './importedExperiment'

beforeEach(() => {
  vi.stubGlobal('location', { hash: '' })
  return () => void vi.unstubAllGlobals()
})

// Only now: the page's store reads the address.
const load = async () => ({
  ...(await import('./openedBefore')),
  ...(await import('./openedFile')),
})

function createPlace() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  }
}

const LINK = 'v=1&batch=50&run=alig&run=sgd'
const { experiment } = decodeLink(LINK)
const of = (source: string): ImportedExperiment => ({ source, experiment, runs: [], hashes: null })

it('says once which file was open, where the page begins with its experiment', async () => {
  const { forgottenFile, holdOpened, rememberOpened } = await load()
  const place = createPlace()
  expect(forgottenFile(experiment, place)).toBeNull()
  rememberOpened(place)
  const page = { subscribe: () => () => undefined }
  holdOpened(of('first.json'), page)
  holdOpened(of('second.json'), page)
  const shown = decodeLink(`${LINK}&name=Title&view.x=epochs`).experiment
  expect(forgottenFile(shown, place)).toBe(
    'The numbers of the file "second.json" are not kept over a reload: open it again to have them back.',
  )
  expect(forgottenFile(shown, place)).toBeNull()
})

it('says nothing of another experiment, nor once the file has given way', async () => {
  const { forgottenFile, holdOpened, rememberOpened, useOpened } = await load()
  const place = createPlace()
  rememberOpened(place)
  const page = { subscribe: () => () => undefined }
  holdOpened(of('a.json'), page)
  expect(forgottenFile(decodeLink('v=1&batch=60&run=alig').experiment, place)).toBeNull()
  holdOpened(of('a.json'), page)
  useOpened.setState({ opened: null })
  expect(forgottenFile(experiment, place)).toBeNull()
})

it('takes no other text for it', async () => {
  const { forgottenFile } = await load()
  for (const text of ['', '{', '7', '{"source":1,"training":""}']) {
    const place = createPlace()
    place.setItem('alig-playground.openedFile', text)
    expect(forgottenFile(experiment, place)).toBeNull()
    expect(place.items.size).toBe(0)
  }
})
