import { describe, expect, it } from 'vitest'
import { literal, prose, pythonSource } from './literals'

describe('literals', () => {
  it('are what Python reads as the same value', () => {
    expect(literal(null)).toBe('math.inf')
    expect([true, false].map(literal)).toEqual(['True', 'False'])
    expect([0.1, 1e-7, 1e21, 5].map(literal)).toEqual(['0.1', '1e-7', '1e+21', '5'])
    expect(literal('a "b"\n')).toBe('"a \\"b\\"\\n"')
    expect(prose('a"""\\\nb')).toBe('a     b')
  })

  it('stand on one line where that fits', () => {
    expect(pythonSource([10])).toBe('[10]')
    expect(pythonSource({ a: [28, 28, 1], b: {}, c: [] })).toBe(
      '{"a": [28, 28, 1], "b": {}, "c": []}',
    )
    const [fits, isTooLong] = ['x'.repeat(96), 'x'.repeat(97)]
    expect(pythonSource([fits])).toBe(`["${fits}"]`)
    expect(pythonSource([isTooLong])).toBe(`[\n    "${isTooLong}",\n]`)
  })

  it('go over several lines only as far as they have to', () => {
    const long = 'x'.repeat(70)
    expect(pythonSource({ long: [long, [1, true]], short: [null] })).toBe(
      `{\n    "long": ["${long}", [1, True]],\n    "short": [math.inf],\n}`,
    )
    expect(pythonSource({ long: [long + long, { a: 1 }] })).toBe(
      `{\n    "long": [\n        "${long}${long}",\n        {"a": 1},\n    ],\n}`,
    )
  })

  it('leave room for what stands around them', () => {
    const text = 'x'.repeat(90)
    expect(pythonSource([text], 0, 6)).toBe(`["${text}"]`)
    expect(pythonSource([text], 0, 7)).toBe(`[\n    "${text}",\n]`)
  })
})
