import { expect, it } from 'vitest'
import { createStore } from 'zustand'
import { decodeLink } from '../../experiment/link'
import { newSession } from '../session/session'
import { initialState } from '../store/initialState'
import { RunSeries } from '../series/series'
import { holdOpened, openedFor, useOpened, type OpenedFile } from './openedFile'

const LINK = 'v=1&batch=50&run=alig&run=sgd'
const { experiment } = decodeLink(LINK)
const run = (place: number, optimizer: string) => ({
  ...{ run: place, optimizer, label: optimizer },
  series: new RunSeries(),
})
const opened: OpenedFile = {
  ...{ source: 'a.json', experiment, hashes: null },
  runs: [run(0, 'alig'), run(1, 'sgd')],
}
const page = (link: string, previousRuns = opened.runs, step = 0) => ({
  ...initialState(decodeLink(link).experiment, []),
  session: newSession({ step }),
  previousRuns: previousRuns as never,
})

it('stands for the page as long as nothing else is on it', () => {
  expect(openedFor(opened, page(LINK))).toEqual(opened)
  expect(openedFor(null, page(LINK))).toBeNull()
  // How it is shown and called is not what was trained.
  const renamed = `${LINK.replace('run=sgd', 'run=sgd,name:Mine')}&name=Title&view.x=epochs`
  expect(openedFor(opened, page(renamed))).toEqual(opened)
})

it('gives way to numbers of the page and to another experiment', () => {
  expect(openedFor(opened, page(LINK, opened.runs, 1))).toBeNull()
  expect(openedFor(opened, page(LINK.replace('50', '60')))).toBeNull()
  expect(openedFor(opened, page(`${LINK}&run=adam`))).toBeNull()
})

it('leaves out runs that were forgotten, of every seed', () => {
  const seeds = [1, 2].map((seed) => ({ seed, runs: opened.runs, hashes: null }))
  const left = openedFor({ ...opened, seeds }, page(LINK, opened.runs.slice(1)))!
  expect(left.runs).toEqual(opened.runs.slice(1))
  expect(left.seeds!.map(({ runs }) => runs)).toEqual([left.runs, left.runs])
  expect(openedFor(opened, page(LINK, []))).toBeNull()
})

it('is let go with the first step that is trained here, for good', () => {
  const store = createStore(() => page(LINK))
  holdOpened(opened, store as never)
  store.setState({ session: newSession(), experiment: page(LINK).experiment })
  expect(useOpened.getState().opened).toEqual(opened)
  store.setState({ session: newSession({ step: 1 }) })
  store.setState({ session: newSession() })
  expect(useOpened.getState().opened).toBeNull()
})
