import { expect, it } from 'vitest'
import { pageFolder } from './pageFolder'

it('finds the page above the assets folder of any sub-path', () => {
  expect(pageFolder('https://host/assets/w.js', false)).toBe('https://host/')
  expect(pageFolder('https://host/a/b/assets/w.js', false)).toBe('https://host/a/b/')
})

it('finds the root of the dev server', () => {
  expect(pageFolder('http://localhost:5173/src/worker/w.ts?worker_file', true)).toBe(
    'http://localhost:5173/',
  )
})
