export function formatPython(source: string): string
export function lintPython(source: string): string[]
