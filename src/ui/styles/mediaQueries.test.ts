import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../../', import.meta.url)

it('asks for sizes of the window in em, so that the font size of the browser counts', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const sizes = files
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => readFileSync(new URL(file, source), 'utf8').match(/@media[^{]*/g) ?? [])
    .flatMap((query) => query.match(/(?:width|height)[^)]*\)/g) ?? [])
  expect(sizes.length).toBeGreaterThan(20)
  expect(sizes.filter((size) => !size.endsWith('em)'))).toEqual([])
})
