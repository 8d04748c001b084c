import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')
const PAIR = /(--[\w-]+):\s*var\(--light, (#\w{6})\) var\(--dark, (#\w{6})\);/g
const pairs = [...css.matchAll(PAIR)].map(([, name, light, dark]) => ({
  name: name!,
  light: light!,
  dark: dark!,
}))

const part = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16) / 255
const linear = (s: number) => (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4)

/** Relative luminance of #rrggbb (WCAG 2). */
const luminance = (colour: string) =>
  0.2126 * linear(part(colour, 1)) +
  0.7152 * linear(part(colour, 3)) +
  0.0722 * linear(part(colour, 5))

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

it('has no colour of one theme alone', () => {
  const colours = css.match(/#[0-9a-f]{3,8}\b/g)!
  expect(pairs.length).toBeGreaterThan(20)
  expect(colours).toHaveLength(2 * pairs.length)
})

it.each(['light', 'dark'] as const)('can be read and told apart: %s', (theme) => {
  const of = (name: string) => pairs.find((pair) => pair.name === name)![theme]
  for (const text of ['--text', '--muted'])
    for (const ground of ['--page', '--surface', '--sunken'])
      expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThan(4.5)
  for (const kind of ['error', 'warning'])
    expect(contrast(of(`--${kind}`), of(`--${kind}-surface`)), kind).toBeGreaterThan(4.5)
  const runs = pairs.filter(({ name }) => name.startsWith('--run-'))
  expect(runs).toHaveLength(8)
  for (const { name, [theme]: colour } of runs)
    expect(contrast(colour, of('--surface')), name).toBeGreaterThan(3)
})
