/** Writes the tables of README.md and docs/ that follow from the specs: `npm run docs`. */
import { writeFile } from 'node:fs/promises'
import { runnerImport } from 'vite'
import { fromRoot } from '../setup/paths.mjs'

const { module } = await runnerImport(fromRoot('scripts/docs/render.ts'), { configFile: false })
for (const name of module.names) {
  await writeFile(fromRoot(name), await module.render(name))
  console.log(`${name} is written.`)
}
