import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aligSpec } from '../alig/spec'
import { decodeOwnRule, encodeOwnRule, isOwnRule, MAX_OWN_ID } from './codec'
import { ownRule, SQUARED } from './testing/rules'

const asId = (bytes: Uint8Array) => `own1.${Buffer.from(bytes).toString('base64url')}`
const packed = (text: string) => asId(deflateSync(new TextEncoder().encode(text)))

it('is the rule itself, in letters that a link leaves alone', () => {
  const id = ownRule('Squared', SQUARED)
  expect(id).toMatch(/^own1\.[\w-]+$/)
  expect(isOwnRule(id)).toBe(true)
  expect(decodeOwnRule(id)).toEqual({ name: 'Squared', text: SQUARED })
})

it('takes a kilobyte for the rule of this page', () => {
  expect(ownRule('ALI-G', aligSpec.rule.text).length).toBeLessThan(1800)
})

it('keeps names and texts of any kind', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(words, words, (name, text) => {
      const made = encodeOwnRule({ name, text })
      if ('problem' in made) return
      const decoded = decodeOwnRule(made.id)
      expect(decoded).toMatchObject({ name: name.trim() })
      // Once tidy, it stays as it is.
      expect(encodeOwnRule(decoded as { name: string; text: string })).toEqual(made)
    }),
  )
})

it('tidies what does not show: line ends, spaces behind lines, empty lines around', () => {
  expect(ownRule('A', '\r\na = 1 \r\nb = 2\t\n\n')).toBe(ownRule('A', 'a = 1\nb = 2'))
})

describe('is not made', () => {
  it.each([
    ['', 'a', 'it has no name'],
    ['x'.repeat(41), 'a', 'its name is longer than 40 characters'],
    ['a\u202eb', 'a', 'its name holds characters that cannot be seen'],
    ['A', 'a\nb # \u2066 hidden', 'line 2 holds characters that cannot be seen'],
  ])('of the name %j and the text %j', (name, text, problem) => {
    expect(encodeOwnRule({ name, text })).toMatchObject({ problem })
  })

  it('where it would take too much of a link', () => {
    const noise = Array.from({ length: 4000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
    ).join('')
    expect(encodeOwnRule({ name: 'A', text: noise })).toEqual({
      problem: expect.stringMatching(/^it takes \d+ characters in a link, and at most 4096 fit$/),
    })
  })
})

describe('refuses', () => {
  const good = ownRule('A', SQUARED)
  it.each([
    ['another version', good.replace('own1.', 'own2.'), /newer version/],
    ['nothing', 'own1.', /damaged/],
    ['signs of another alphabet', 'own1.a+/=', /damaged/],
    ['what was cut off', good.slice(0, -9), /damaged/],
    ['what is no text', asId(deflateSync(Uint8Array.of(65, 10, 0xff, 0xfe))), /damaged/],
    ['what has no text', packed('A'), /damaged/],
    ['what has no name', packed('\nw = w'), /no name/],
    ['a name with spaces around', packed(' A\nw = w'), /space/],
    ['a hidden turn of the reading direction', packed('A\nw = w # \u202e'), /line 1 holds/],
    ['more characters than fit', good + 'A'.repeat(MAX_OWN_ID), /longer than 4096/],
    ['a stored block that runs over', asId(Uint8Array.of(1, 0xff, 0xff, 0, 0)), /damaged/],
  ])('%s', (_, id, problem) => {
    expect(decodeOwnRule(id)).toMatchObject({ problem: expect.stringMatching(problem) })
  })

  it('what would unpack to megabytes, without unpacking it', () => {
    const bomb = packed(`A\n${'a'.repeat(3_000_000)}`)
    expect(bomb.length).toBeLessThan(MAX_OWN_ID)
    const before = process.memoryUsage().arrayBuffers
    expect(decodeOwnRule(bomb)).toEqual({ problem: 'unpacked, it is longer than a rule may be' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
  })

  it('whatever else it is given, with a word', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    )
    fc.assert(
      fc.property(anything, (rest) => {
        const decoded = decodeOwnRule(`own1.${rest}`)
        expect(Object.keys(decoded).sort().join()).toMatch(/^((line,)?problem|name,text)$/)
      }),
      { numRuns: 500 },
    )
  })
})
