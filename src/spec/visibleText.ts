/**
 * Control characters, and characters that cannot be seen: those that break lines, turn the reading
 * direction of what follows, or make two names look the same. Joiners stay: scripts and emoji need
 * them.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return (
    SHORT[character] ??
    (code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`)
  )
}

/**
 * Text from outside as the page may show it, such as the name of a file: one line, well-formed,
 * with everything that cannot be seen as an escape sequence. The same again for its own result.
 */
export const visible = (text: string): string => text.toWellFormed().replace(INVISIBLE, escaped)
