/** An absolute path below the project's root. */
export function fromRoot(...parts: string[]): string
