export type OtherEngine = 'Firefox' | 'WebKit'
export const otherEngines: readonly OtherEngine[]
export function findFirefox(): string | undefined
export function missingFor(engine: OtherEngine): string[]
export function findPlaywrightsOwn(engine: OtherEngine): Promise<string | undefined>
