import { existsSync } from 'node:fs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Debian or Ubuntu, as root. */
export function mayInstallPackages() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

/**
 * Installs packages of this Debian or Ubuntu.
 * @param {readonly string[]} names
 * @returns {Promise<{ code: number, output: string }>} exit status, and what apt-get said
 */
export async function installPackages(names) {
  say(`Installing packages of this system (apt-get install ${names.join(' ')}) ...`)
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  const updated = await run('apt-get', ['update', '-qq'], options)
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  const { code, output } = await run('apt-get', install, options)
  return { code, output: updated.output + output }
}

/** @param {string} output */
export function sayAptFailed(output) {
  say(`apt-get did not manage it:\n${output.trim().slice(-1500)}`)
}
