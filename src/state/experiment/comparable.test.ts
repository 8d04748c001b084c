import { beforeEach, expect, it, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { BRING_BACK } from '../session/previousRunOffer'
import { openPage } from '../testing/page'
import { conditionsOf, isComparable, shownPreviousRuns } from './comparable'
import { trainedSettings } from './runList'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

const of = (link: string) => decodeLink(link).experiment

it.each([
  ['batch=50', true],
  ['seed=7&model=softmax', true],
  ['noise=0.1', false],
  ['examples=500', false],
  ['loss=squared', false],
  ['data=spirals', false],
])('%s can be compared with the default: %s', (link, expected) => {
  expect(isComparable(of(link), of('batch=100'))).toBe(expected)
})

it('tells options of data apart', () => {
  expect(isComparable(of('data=spirals'), of('data=spirals&arms=5'))).toBe(false)
})

type Page = ReturnType<typeof openPage>
const listed = (page: Page) =>
  shownPreviousRuns(page.state().previousRuns, conditionsOf(trainedSettings(page.state()))).map(
    ({ config }) => config.optimizer,
  )
const offerOf = (page: Page) => page.state().notices.find(({ undo }) => undo)?.text ?? ''

it('leaves earlier runs of other data out, and shows them again once they can be compared', () => {
  const page = openPage('run=sgd')
  page.train(0, 10)
  page.actions.patchExperiment({ noise: 0.5 })
  page.actions.reset()
  expect(listed(page)).toEqual([])
  expect(offerOf(page)).toContain('they are not drawn beside the new ones')
  page.actions.patchExperiment({ noise: 0, batch: 20 })
  vi.runOnlyPendingTimers()
  expect(listed(page)).toEqual(['sgd'])
})

it('opens a link on a clean page and brings comparable runs back on request', () => {
  const page = openPage('run=sgd')
  page.train(0, 10)
  page.actions.openLink('#run=adam&batch=20')
  expect(page.state().previousRuns).toEqual([])
  const notice = page.state().notices.find(({ action }) => action)!
  expect(notice.action!.label).toBe(BRING_BACK)
  page.actions.actOnNotice(notice.id)
  expect(listed(page)).toEqual(['sgd'])
  expect(page.state().previousRuns[0]!.note).toContain('batch: 100 -> 20')
  expect(page.state().notices.some(({ action }) => action)).toBe(false)
})

it('offers nothing to bring back where nothing can be compared, but says where they are', () => {
  const page = openPage('run=sgd')
  page.train(0, 10)
  page.actions.openLink('#run=sgd&noise=0.5')
  expect(page.state().notices.some(({ action }) => action)).toBe(false)
  expect(offerOf(page)).toContain('they are under Saved')
})

it('withdraws the offer when the page before is back', () => {
  const page = openPage('run=sgd')
  page.train(0, 10)
  page.actions.openLink('#run=adam')
  page.actions.undo()
  expect(page.state().notices).toEqual([])
})
