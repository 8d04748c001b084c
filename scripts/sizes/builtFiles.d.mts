export function scriptsOfPage(folder: string): Promise<string[]>
export function scriptsOfWorker(folder: string, name: string): Promise<string[]>
export function styles(folder: string): Promise<string[]>
export function gzipBytes(folder: string, paths: readonly string[]): Promise<number>
