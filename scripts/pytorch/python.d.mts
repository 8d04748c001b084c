export function findPython(modules?: readonly string[]): Promise<string | undefined>
export function requirePython(): Promise<string>
