export function contentSecurityPolicy(extra?: Readonly<Record<string, string>>): string
