import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visible } from './visibleText'

describe('text from outside', () => {
  it.each([
    ['a newline', 'cat\r\n.png', 'cat\\r\\n.png'],
    ['a tab and a bell', '\ta\u0007', '\\ta\\x07'],
    ['a change of reading direction', 'gnp\u202etac.png', 'gnp\\u202etac.png'],
    ['isolates and marks', '\u2066a\u2069\u200f\u061c', '\\u2066a\\u2069\\u200f\\u061c'],
    ['a separator of lines', 'a\u2028b', 'a\\u2028b'],
    ['spaces without width', 'c\u200bat\ufeff', 'c\\u200bat\\ufeff'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['nothing to hide', 'Große Katze, 猫, 👩‍🚀', 'Große Katze, 猫, 👩‍🚀'],
  ])('shows %s', (_, text, wanted) => {
    expect(visible(text)).toBe(wanted)
  })

  it('is one line without control or bidi characters, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        )
        expect(visible(visible(text))).toBe(visible(text))
      }),
    )
  })
})
