/** More does not fit into a QR code that telephones still read off a screen. */
export const MAX_QR = 1200

/** Light modules around the code that readers need. */
const QUIET = 4

export interface QrPicture {
  /** Side of the picture in modules, the quiet zone included. */
  readonly side: number
  /** The dark modules, as an SVG path. */
  readonly path: string
}

/** A QR code of a text; null where it is too long for one. */
export async function qrPicture(text: string): Promise<QrPicture | null> {
  if (text.length > MAX_QR) return null
  const { default: qrcode } = await import('qrcode-generator')
  const code = qrcode(0, 'L')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    }
  }
  return { side: count + 2 * QUIET, path }
}
