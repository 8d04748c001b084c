import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

/** `--name: value` of the first block after a selector. */
function colours(selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`)
  expect(from).toBeGreaterThan(0)
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1]!, m[2]!]),
  )
}

it('has the same dark colours by choice as by system', () => {
  const chosen = colours(":root[data-theme='dark']")
  expect(chosen).toEqual(colours(":root:not([data-theme='light'])"))
  expect(Object.keys(chosen).length).toBeGreaterThan(20)
})
