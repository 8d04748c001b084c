/**
 * Builds the page once more with another title, as the next version of it.
 *
 *   node e2e/update/build.mjs FOLDER
 */
import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { fromRoot } from '../../scripts/setup/paths.mjs'

const [folder] = process.argv.slice(2)
const TITLE = '<h1>ALI-G Playground</h1>'

// The data are those of the first version: there are many of them.
const publicDir = join(folder, 'public')
const data = fromRoot('public', 'data')
await cp(fromRoot('public'), publicDir, { recursive: true, filter: (path) => path !== data })

let changed = 0
const nextVersion = {
  name: 'next-version',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/src/ui/App.tsx') || !code.includes(TITLE)) return undefined
    changed++
    return code.replace(TITLE, '<h1>ALI-G Playground, next version</h1>')
  },
}
await build({
  root: fromRoot(),
  configFile: fromRoot('vite.config.ts'),
  logLevel: 'error',
  publicDir,
  plugins: [nextVersion],
  build: { outDir: join(folder, 'dist'), emptyOutDir: true },
})
if (changed !== 1) throw new Error(`${TITLE} was found ${changed} times in src/ui/App.tsx.`)
await symlink(fromRoot('dist', 'data'), join(folder, 'dist', 'data'))
