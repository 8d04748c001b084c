import { SetupError } from './say.mjs'

/**
 * Throws a SetupError where this Node is too old for the tools of the project
 * (`engines` in package.json says the same to npm).
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!fits) {
    throw new SetupError(
      `Node ${version} does not fit; please install Node 20.19 or newer in its 20 line, or Node ` +
        '22.12 or newer (https://nodejs.org).',
    )
  }
}
