import { expect, it } from 'vitest'
import { loadAhead } from './loadAhead'

const address = new URL('/favicon.svg?loaded-ahead', location.href).href
const isAskedFor = () =>
  performance.getEntriesByType('resource').some(({ name }) => name === address)

it('loads what the page names only when it is told to', async () => {
  const ahead = document.createElement('template')
  ahead.id = 'ahead'
  ahead.innerHTML = `<link rel="prefetch" href="${address}">`
  document.head.append(ahead)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(isAskedFor()).toBe(false)

  loadAhead()
  await expect.poll(isAskedFor).toBe(true)
  ahead.remove()
  document.head.querySelector(`link[href="${address}"]`)?.remove()
})

it('does without names, as in development', () => {
  const before = document.head.childElementCount
  loadAhead()
  expect(document.head.childElementCount).toBe(before)
})
