export function findBrowser(): Promise<string | undefined>
export function findPlaywrights(): Promise<string | undefined>
export function requireBrowser(): Promise<string>
export const browserFlags: string[]
