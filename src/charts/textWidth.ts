/**
 * How wide words are, on the safe side. Files are shown with fonts that are not known here, so it
 * goes by what kind of character each one is, for any script, and not by one font.
 */
const NOTHING = /[\p{Mn}\p{Me}\p{Cf}]/u
/** As wide as high: Chinese, Japanese, Korean, full-width forms, pictures. */
const SQUARE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|(?=\P{ASCII})\p{Extended_Pictographic}/u
const NARROW = /[ijlIftr|.,:;'!()[\]\u00b7 -]/
const WIDE = /[MWmw%@\u2192\u2190\u2191\u2193\u2013\u2014]/
const CAPITAL = /\p{Lu}/u

function emsOf(character: string): number {
  if (NOTHING.test(character)) return 0
  if (SQUARE.test(character)) return 1
  if (NARROW.test(character)) return 0.36
  if (WIDE.test(character)) return 0.95
  return CAPITAL.test(character) ? 0.72 : 0.6
}

/** In the unit of `size`, the height of the font. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const character of text) ems += emsOf(character)
  return ems * size
}

/** The text, or as much of its start as has room, with an ellipsis. */
export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  const characters = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  )
  let kept = ''
  for (const character of characters) {
    if (textWidth(`${kept}${character}…`, size) > room) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
