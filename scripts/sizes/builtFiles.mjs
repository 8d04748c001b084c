import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Imports and re-exports that stand at the top of a chunk; `import(...)` is not one of them. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g
const LOADED_BY_PAGE = /<(?:script|link)\b[^>]*?\b(?:src|href)="(\.\/[^"]+\.js)"/g

/**
 * Scripts that index.html names, with what they import before they run.
 * @param {string} folder of the built page
 * @returns {Promise<string[]>} paths below the folder
 */
export async function scriptsOfPage(folder) {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  return withImports(folder, matches(LOADED_BY_PAGE, html).map(normalize))
}

/**
 * Scripts of which the file name starts so, with what they import before they run.
 * @param {string} folder of the built page
 * @param {string} name start of a file name in assets/
 */
export async function scriptsOfWorker(folder, name) {
  return withImports(folder, await assets(folder, (file) => file.startsWith(`${name}-`)))
}

/** @param {string} folder of the built page */
export const styles = (folder) => assets(folder, (file) => file.endsWith('.css'))

/**
 * @param {string} folder
 * @param {string[]} paths below it
 * @returns {Promise<number>} bytes, each file compressed by itself, as a host sends it
 */
export async function gzipBytes(folder, paths) {
  const sizes = paths.map(async (path) => gzipSync(await readFile(join(folder, path))).length)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function assets(folder, isWanted) {
  const names = await readdir(join(folder, 'assets'))
  return names.filter(isWanted).map((name) => join('assets', name))
}

async function withImports(folder, paths) {
  const found = new Set(paths)
  // A set that grows while it is gone through is gone through to its new end.
  for (const path of found) {
    const source = await readFile(join(folder, path), 'utf8')
    for (const target of matches(STATIC_IMPORT, source)) found.add(join(dirname(path), target))
  }
  return [...found]
}

const matches = (pattern, text) => [...text.matchAll(pattern)].map((match) => match[1])
