import { readFile } from 'node:fs/promises'
import { fromRoot } from './paths.mjs'
import { npm } from './run.mjs'
import { say, SetupError } from './say.mjs'

/** Installs node_modules where it is missing or does not hold what package-lock.json asks for. */
export async function ensurePackages() {
  if (await packagesMatch()) return
  say('Installing packages (npm ci) ...')
  const { code, missing } = await npm(
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: fromRoot() },
  )
  if (missing) throw new SetupError('npm was not found; it comes with Node (https://nodejs.org).')
  if (code !== 0) {
    throw new SetupError(
      'the packages could not be installed; npm says why above. Check the network connection and ' +
        'the npm configuration, then run the same command again.',
    )
  }
}

/**
 * npm leaves a copy of the lock file inside node_modules that names what it really installed;
 * packages for other platforms are absent from it.
 */
async function packagesMatch() {
  const [wanted, installed] = await Promise.all([
    readPackages('package-lock.json'),
    readPackages('node_modules/.package-lock.json'),
  ])
  if (!wanted) throw new SetupError('package-lock.json is missing; this clone is not complete.')
  if (!installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true || entry.devOptional === true || entry.peer === true
  })
}

/** @returns {Promise<Record<string, any> | undefined>} */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(fromRoot(path), 'utf8')).packages
  } catch {
    return undefined
  }
}
