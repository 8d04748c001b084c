/** What `check:cluster` needs of the machine, installed where it may be. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from '../programs.mjs'
import { findPython } from '../pytorch/python.mjs'

const run = promisify(execFile)
const MODULES = ['torch', 'numpy', 'distributed']
const PACKAGES = ['slurm-wlm', 'munge', 'python3-distributed', 'python3-dask', 'python3-torch']
const SLURM = ['slurmctld', 'slurmd', 'munged', 'sbatch', 'squeue', 'scancel', 'scontrol']

const findSlurm = () => SLURM.every((name) => findProgram([name]) !== undefined)

async function install() {
  const options = {
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], options)
}

/**
 * Under Debian, as root, what is missing is installed.
 * @returns {Promise<{ python: string | undefined, hasSlurm: boolean, isRoot: boolean }>} python is
 * the command of one with torch and Dask
 */
export async function clusterSoftware() {
  process.env.PATH += ':/usr/sbin'
  const isRoot = process.getuid?.() === 0
  const isThere = async () => findSlurm() && (await findPython(MODULES)) !== undefined
  if (!(await isThere()) && isRoot && findProgram(['apt-get'])) {
    console.log(`Installing ${PACKAGES.join(', ')}; this takes some minutes.`)
    await install().catch((error) => console.log(`That did not work: ${error.message}`))
  }
  return { python: await findPython(MODULES), hasSlurm: findSlurm(), isRoot }
}
