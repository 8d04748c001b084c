/**
 * Compiles the wasm micro-kernels (AssemblyScript) and writes the bytes as a module of the
 * source tree, so that nothing has to be fetched at run time and nobody needs the compiler.
 * Run it after every edit in assembly/; a test compares the recorded hash of the source.
 *
 *   node src/engine/kernels/wasm/native/build.mjs
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMPILER = 'assemblyscript@0.28.20'
const folder = fileURLToPath(new URL('.', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'wasm-kernels-'))

function compile(extra) {
  const target = join(scratch, 'microkernels.wasm')
  const source = ['assembly/index.ts', '-o', target]
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--noExportMemory',
    '--enable',
    'simd',
    '--disableWarning=112', // v128 in signatures: none of them is exported in the end
  ]
  const command = ['exec', '--yes', `--package=${COMPILER}`, '--', 'asc', ...source, ...flags]
  execFileSync('npm', [...command, '--maximumMemory', '65536', ...extra], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return readFileSync(target).toString('base64')
}

const assembly = join(folder, 'assembly')
const hash = createHash('sha256')
for (const name of readdirSync(assembly).sort()) hash.update(readFileSync(join(assembly, name)))
const own = compile([])
const shared = compile(['--sharedMemory', '--initialMemory', '1', '--enable', 'threads'])
rmSync(scratch, { recursive: true })

writeFileSync(
  join(folder, 'microkernels.wasm.ts'),
  `/** Made by build.mjs from assembly/ with ${COMPILER}. Do not edit. */

/** SHA-256 of the source files that were compiled, one after the other by name. */
export const sourceHash = '${hash.digest('hex')}'

/** The WebAssembly module in base64, for tfjs's ordinary heap. */
export const ownMemory =
  '${own}'

/** The same for the threaded tfjs build, whose heap is shared memory. */
export const sharedMemory =
  '${shared}'
`,
)
console.log(`microkernels.wasm.ts: ${own.length} and ${shared.length} characters`)
