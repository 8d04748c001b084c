/**
 * Compiles the wasm micro-kernels (AssemblyScript) twice, without and with relaxed SIMD, and writes
 * the bytes as modules of the source tree, so that no binary has to be fetched at run time. Run it
 * after every edit in assembly/; with `--check`, which is part of `npm test`, it only compares them
 * with what it would write.
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

/** Of each module: its file, its name there, what it is, and what it needs of the engine. */
const MODULES = [
  ['microkernels.wasm.ts', 'microkernels', 'The WebAssembly module', []],
  [
    'relaxed.wasm.ts',
    'relaxedMicrokernels',
    'The same kernels for engines with relaxed SIMD',
    ['--enable', 'relaxed-simd'],
  ],
]

async function compile(flags) {
  /** @type {Uint8Array | undefined} */
  let binary
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '--baseDir', folder, '-o', 'microkernels.wasm', ...FLAGS, ...flags],
    { writeFile: (_, contents) => void (binary = contents) },
  )
  if (error || !binary) throw new Error(`AssemblyScript: ${error?.message}\n${stderr}`)
  return Buffer.from(binary).toString('base64')
}

for (const [file, name, what, flags] of MODULES) {
  const target = new URL(file, import.meta.url)
  const text = `/** Made by build.mjs from assembly/ with AssemblyScript ${asc.version}. Do not edit. */

/** ${what}, in base64. */
export const ${name} =
  '${await compile(flags)}'
`
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text)
    console.log(`${file}: ${text.length} characters`)
  } else if (readFileSync(target, 'utf8') === text) {
    console.log(`${file} is what assembly/ compiles to.`)
  } else {
    console.error(
      `${file} is not what assembly/ compiles to. Run ` +
        '"node src/engine/kernels/wasm/native/build.mjs" and commit what it writes.',
    )
    process.exitCode = 1
  }
}
