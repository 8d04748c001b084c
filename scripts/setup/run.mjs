import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Asks the programs that `run` has started to stop, as Ctrl-C would. */
export function interrupt() {
  for (const child of running) child.kill('SIGINT')
}

/**
 * Runs a program without a terminal behind its stdin.
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} options
 *   quiet: gather the output instead of showing it
 * @returns {Promise<{ code: number, output: string, missing: boolean }>} missing: there is no
 *   such program; code is then 127
 */
export function run(program, args, { quiet = false, cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      timeout: timeoutMs,
      shell: process.platform === 'win32' && !program.endsWith('.exe'),
    })
    running.add(child)
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => {
      const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT'
      resolve({ code: missing ? 127 : 1, output: output + error.message, missing })
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output, missing: false })
    })
  })
}

/**
 * Runs npm: the one that started this script where there is one, so that its version and
 * configuration are the user's.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} options
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  return cli && basename(cli) === 'npm-cli.js'
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, options)
}
