export function missingForWebKit(): string[]
