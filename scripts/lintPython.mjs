/**
 * Checks format and lint of all Python files; needs no Python.
 *
 *   node scripts/lintPython.mjs
 *   node scripts/lintPython.mjs --write     formats them first
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatPython, lintPython } from './python/ruff.mjs'
import { fromRoot } from './setup/paths.mjs'

const FOLDERS = ['src', 'scripts', 'bench']

const listed = await Promise.all(
  FOLDERS.map(async (folder) =>
    (await readdir(fromRoot(folder), { recursive: true })).map((name) => join(folder, name)),
  ),
)
const paths = listed.flat().filter((path) => path.endsWith('.py'))
const write = process.argv.includes('--write')
let problems = 0
for (const path of paths) {
  const source = await readFile(fromRoot(path), 'utf8')
  const formatted = formatPython(source)
  const isFormatted = source === formatted
  if (write && !isFormatted) await writeFile(fromRoot(path), formatted)
  const found = lintPython(write ? formatted : source)
  if (!write && !isFormatted) found.push('1:1 is not formatted: npm run format')
  for (const problem of found) console.error(`${path}:${problem}`)
  problems += found.length
}
if (paths.length === 0) throw new Error(`There is no Python file in ${FOLDERS.join(', ')}.`)
console.log(`${paths.length} Python files, ${problems} problems`)
process.exitCode = problems === 0 ? 0 : 1
