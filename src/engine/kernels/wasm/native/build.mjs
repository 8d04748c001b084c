/**
 * Compiles the wasm micro-kernels (AssemblyScript) and writes the bytes as a module of the
 * source tree, so that nothing has to be fetched at run time. Run it after every edit in assembly/;
 * with `--check`, which is part of `npm test`, it only compares the module with what it would write.
 *
 *   node src/engine/kernels/wasm/native/build.mjs [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const FLAGS = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--noExportMemory',
  '--enable',
  'simd',
  '--disableWarning=112', // v128 in signatures: none of them is exported in the end
  '--maximumMemory',
  '65536',
]
const folder = fileURLToPath(new URL('.', import.meta.url))
const target = new URL('microkernels.wasm.ts', import.meta.url)

async function compile() {
  /** @type {Uint8Array | undefined} */
  let binary
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '--baseDir', folder, '-o', 'microkernels.wasm', ...FLAGS],
    { writeFile: (_, contents) => void (binary = contents) },
  )
  if (error || !binary) throw new Error(`AssemblyScript: ${error?.message}\n${stderr}`)
  return Buffer.from(binary).toString('base64')
}

const text = `/** Made by build.mjs from assembly/ with AssemblyScript ${asc.version}. Do not edit. */

/** The WebAssembly module in base64. */
export const microkernels =
  '${await compile()}'
`
if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
  console.log(`microkernels.wasm.ts: ${text.length} characters`)
} else if (readFileSync(target, 'utf8') === text) {
  console.log('microkernels.wasm.ts is what assembly/ compiles to.')
} else {
  console.error(
    'microkernels.wasm.ts is not what assembly/ compiles to. Run ' +
      '"node src/engine/kernels/wasm/native/build.mjs" and commit what it writes.',
  )
  process.exitCode = 1
}
