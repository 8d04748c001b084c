/** An error that already carries a sentence for the person at the page. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** What to say of an error, and its name and stack for a report. */
export function describeFailure(error: unknown): { sentence: string; detail: string } {
  const detail = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  if (error instanceof Error && (error instanceof UserError || error.name === 'DataError'))
    return { sentence: error.message, detail }
  const message = error instanceof Error ? error.message : String(error)
  return {
    sentence: `Training stopped because of an unexpected error: ${message} The numbers gathered so far are kept.`,
    detail,
  }
}
