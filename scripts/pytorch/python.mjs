/** A Python that has what is needed of it. */
import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The one that PYTHON names, or python3 from the path or the system's own. Under Debian, as root,
 * python3-torch is installed where none has it.
 * @returns {Promise<string>} its command
 */
export async function requirePython() {
  const found = await findPython()
  if (found) return found
  if (process.getuid?.() === 0 && (await exists('/usr/bin/apt-get'))) {
    console.log('Installing python3-torch; this takes some minutes.')
    await run('apt-get', ['update'])
    await run('apt-get', ['install', '-y', 'python3-torch', 'python3-numpy'], {
      maxBuffer: 64 * 1024 * 1024,
    })
    const installed = await findPython()
    if (installed) return installed
  }
  throw new Error(
    'No Python with torch and numpy was found. Install them (Debian: apt-get install ' +
      'python3-torch), or set PYTHON to one that has them.',
  )
}

/**
 * The first of the candidates that has these modules.
 * @param {readonly string[]} modules
 * @returns {Promise<string | undefined>} its command
 */
export async function findPython(modules = ['torch', 'numpy']) {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3']
  for (const command of candidates) {
    const works = await run(command, ['-c', ['import sys', ...modules].join(', ')]).then(
      () => true,
      () => false,
    )
    if (works) return command
  }
  return undefined
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  )
