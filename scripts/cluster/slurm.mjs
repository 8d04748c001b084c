/** SLURM on this machine alone, from a folder of its own: nothing that is installed is touched. */
import { execFile, spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processesIn, rowsIn, until } from './rows.mjs'

const run = promisify(execFile)

/** Starts munge, the controller and one node; the caller stops them. */
async function startSlurm(folder) {
  const inside = (name) => join(folder, name)
  for (const name of ['', 'state', 'spool', 'munge']) await mkdir(inside(name), { recursive: true })
  await chmod(inside('munge'), 0o755)
  await writeFile(inside('munge/key'), randomBytes(1024), { mode: 0o400 })
  const conf = inside('slurm.conf')
  await writeFile(conf, await configuration(inside))
  const env = { ...process.env, SLURM_CONF: conf }
  const started = []
  const start = (command, ...args) => {
    const child = spawn(command, args, { env, stdio: 'ignore' })
    started.push(child)
    return child
  }
  const stop = async () => {
    for (const child of started.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }
  }
  const ask = async (command, ...args) => (await run(command, args, { env })).stdout.trim()
  try {
    const places = ['key', 'socket', 'pid', 'log', 'seed'].map((name) => inside(`munge/${name}`))
    const [key, socket, pid, log, seed] = places
    start(
      ...['munged', '--foreground', '--force', `--key-file=${key}`, `--socket=${socket}`],
      ...[`--pid-file=${pid}`, `--log-file=${log}`, `--seed-file=${seed}`],
    )
    await until('munge', () => run('munge', ['-n', `--socket=${socket}`]).catch(() => false), 30)
    start('slurmctld', '-D', '-f', conf)
    start('slurmd', '-D', '-f', conf)
    await until(
      'An idle node',
      async () => (await ask('sinfo', '-h', '-o', '%t').catch(() => '')) === 'idle',
      60,
    )
  } catch (error) {
    await stop()
    throw error
  }
  return { ask, env, stop }
}

async function configuration(inside) {
  const node = (await run('slurmd', ['-C'])).stdout.split('\n')[0]
  const [controller, daemon] = [await freePort(), await freePort()]
  return `ClusterName=check
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${daemon}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${inside('munge/socket')}
StateSaveLocation=${inside('state')}
SlurmdSpoolDir=${inside('spool')}
SlurmctldPidFile=${inside('slurmctld.pid')}
SlurmdPidFile=${inside('slurmd.pid')}
SlurmctldLogFile=${inside('slurmctld.log')}
SlurmdLogFile=${inside('slurmd.log')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
${node} NodeAddr=127.0.0.1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/**
 * `sbatch slurm.sh` twice: the first time a worker is killed while trials are trained and then the
 * whole array.
 * @returns {Promise<Map<string, string>>} the rows that were there before the second time
 */
export async function trainOnSlurm(folder, python, place) {
  const { ask, env, stop } = await startSlurm(place)
  try {
    const submit = async () => {
      const { stdout } = await run('sbatch', ['slurm.sh'], {
        cwd: folder,
        env: { ...env, PYTHON: python },
      })
      return /\d+/.exec(stdout)[0]
    }
    const isOver = async () => (await ask('squeue', '-h')) === ''
    const job = await submit()
    await until('Three rows', async () => (await rowsIn(folder)).size >= 3)
    const [worker] = await until('A worker', async () => {
      const found = await processesIn(folder, /worker\.py --trial/)
      return found.length > 0 && found
    })
    process.kill(worker, 'SIGKILL')
    await until('A fifth row', async () => (await rowsIn(folder)).size >= 5)
    await ask('scancel', '--signal=KILL', '--full', job)
    await ask('scancel', job)
    await until('The end of the array', isOver)
    await until('No worker', async () => (await processesIn(folder, /worker\.py/)).length === 0)
    const before = await rowsIn(folder)
    await submit()
    await until('The end of the second array', isOver, 600)
    return before
  } finally {
    await stop()
  }
}
