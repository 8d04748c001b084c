/**
 * Packs the benchmark for a machine that has a graphics card and nothing else: Node, Dawn, the built
 * engines and PyTorch's script in one archive of some 35 MB, for the platform that packs it.
 *
 *   npm run bench:pack
 *   scp .cache/bench/card.tar.gz MACHINE: && ssh MACHINE 'tar xzf card.tar.gz && card/run.sh'
 */
import { execFileSync } from 'node:child_process'
import { chmod, copyFile, cp, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { buildForNode, buildService } from '../workplace/buildService.mjs'

const out = fromRoot('.cache/bench/card')
const archive = `${out}.tar.gz`
const RUN = `#!/bin/sh
cd "$(dirname "$0")" && exec ./node conduct.mjs "$@"
`

await rm(out, { recursive: true, force: true })
await buildService(out)
await buildForNode({
  entry: 'bench/card/conduct.mjs',
  outDir: out,
  name: 'conduct',
  emptyOutDir: false,
})
for (const file of ['nodeProcess.mjs', 'torch_process.py'])
  await copyFile(fromRoot('bench/workplace', file), join(out, file))
await copyFile(process.execPath, join(out, 'node'))

/** The binding of this platform alone: the package has those of all. */
const dawn = `dist/${process.platform}-${process.arch}`
for (const part of ['package.json', 'index.js', 'LICENSE.md', dawn]) {
  const target = join(out, 'node_modules/webgpu', part)
  await mkdir(dirname(target), { recursive: true })
  await cp(fromRoot('node_modules/webgpu', part), target, { recursive: true })
}
await writeFile(join(out, 'run.sh'), RUN)
await chmod(join(out, 'run.sh'), 0o755)
execFileSync('tar', ['czf', archive, '-C', dirname(out), 'card'])
console.log(`${archive}: ${((await stat(archive)).size / 1e6).toFixed(1)} MB`)
