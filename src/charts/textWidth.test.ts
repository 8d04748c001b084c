import { describe, expect, it } from 'vitest'
import { fitted, textWidth } from './textWidth'

describe('textWidth', () => {
  it('knows squares, narrow letters and marks that stand over others', () => {
    expect(textWidth('学習率', 10)).toBe(30)
    expect(textWidth('한국어', 10)).toBe(30)
    expect(textWidth('iiii', 10)).toBeLessThan(textWidth('mmmm', 10) / 2)
    expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10))
    expect(textWidth('', 10)).toBe(0)
  })

  it('takes digits and signs of ASCII for letters, not for pictures', () => {
    expect(textWidth('0123456789', 10)).toBeCloseTo(60)
    expect(textWidth('#*', 10)).toBeCloseTo(12)
  })
})

describe('fitted', () => {
  it('leaves alone what has room, and shortens the rest to its room', () => {
    expect(fitted('ALI-G', 12, 100)).toBe('ALI-G')
    const short = fitted('a very long name of a run', 12, 60)
    expect(short).toMatch(/^a very.*…$/)
    expect(textWidth(short, 12)).toBeLessThanOrEqual(60)
  })

  it('never cuts a character into halves', () => {
    expect(fitted('👩‍🔬👩‍🔬👩‍🔬👩‍🔬', 10, 40)).toMatch(/^(👩‍🔬)+…$/u)
  })
})
