/** Files and folders that systems and programs put beside those of a person. */
const CLUTTER = new Set(
  [
    'Thumbs.db',
    'ehthumbs.db',
    'desktop.ini',
    'Icon\r',
    '@eaDir',
    '#recycle',
    '#snapshot',
    '$RECYCLE.BIN',
    'System Volume Information',
    'lost+found',
    '__MACOSX',
    '__pycache__',
    'node_modules',
  ].map((name) => name.toLowerCase()),
)

/** Whether a file or folder of this name is no part of a person's data: hidden, or a tool's. */
export const isClutterName = (name: string): boolean =>
  name.startsWith('.') || CLUTTER.has(name.toLowerCase())

/**
 * The part of a path that ends in the first such name, "set/.git/" for everything in there; null
 * where there is none.
 * @param from segments that count: before them are the folders that were dropped themselves
 */
export function clutterIn(path: string, from = 0): string | null {
  const segments = path.split('/').filter(Boolean)
  const at = segments.findIndex((name, i) => i >= from && isClutterName(name))
  if (at < 0) return null
  return segments.slice(0, at + 1).join('/') + (at < segments.length - 1 ? '/' : '')
}
