/** A step that cannot be recorded. The message is a whole sentence: what it does and why not. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'
}
