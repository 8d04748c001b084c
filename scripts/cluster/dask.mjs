/** The exported folder on Dask with two workers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { processesIn, rowsIn, until } from './rows.mjs'

/** Processes that Dask's nannies have started. */
const WORKER = /multiprocessing\.spawn|spawn_main/

/**
 * `dask_sweep.py` twice: the first time a worker is killed while trials are trained, and later the
 * program itself with its scheduler.
 * @returns {Promise<Map<string, string>>} the rows that were there before the second time
 */
export async function trainOnDask(folder, python) {
  const start = () => {
    const child = spawn(python, ['dask_sweep.py', '--workers', '2'], {
      ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => (said = (said + part).slice(-20_000)))
    return { child, exit: once(child, 'exit'), said: () => said }
  }
  const first = start()
  try {
    await until('Two rows', async () => {
      if (first.child.exitCode !== null) throw new Error(`Dask ended early:\n${first.said()}`)
      return (await rowsIn(folder)).size >= 2
    })
    const workers = await childrenOf(first.child.pid, await processesIn(folder, WORKER))
    if (workers.length !== 2) throw new Error(`There are ${workers.length} workers, not two.`)
    process.kill(workers[0], 'SIGKILL')
    // Dask starts another one and gives it the trial.
    await until('A sixth row', async () => (await rowsIn(folder)).size >= 6)
  } finally {
    first.child.kill('SIGKILL')
    await first.exit
  }
  await until('No worker', async () => (await processesIn(folder, WORKER)).length === 0, 60)
  const before = await rowsIn(folder)
  const second = start()
  const [status] = await second.exit
  if (status !== 0) throw new Error(`dask_sweep.py ended with ${status}:\n${second.said()}`)
  return before
}

async function childrenOf(parent, ids) {
  const parents = await Promise.all(
    ids.map(async (id) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
      return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])
    }),
  )
  return ids.filter((_, i) => parents[i] === parent)
}
