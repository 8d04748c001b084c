/** What an exported folder holds while its trials are trained. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * The rows that are there, with all that would change if one were written again.
 * @returns {Promise<Map<string, string>>} by file name
 */
export async function rowsIn(folder) {
  const results = join(folder, 'results')
  const names = await readdir(results).catch(() => [])
  const rows = names.filter((name) => /^trial-\d+\.csv$/.test(name)).sort()
  const states = rows.map(async (name) => {
    const path = join(results, name)
    const { mtimeNs, ino } = await stat(path, { bigint: true })
    return [name, `${mtimeNs} ${ino}\n${await readFile(path, 'utf8')}`]
  })
  return new Map(await Promise.all(states))
}

/**
 * Processes of a user that work in this folder, by what their command line says.
 * @param {RegExp} pattern
 * @returns {Promise<number[]>} their ids
 */
export async function processesIn(folder, pattern) {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = ids.map(async (id) => {
    const [line, place] = await Promise.all([
      readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''),
      readlink(`/proc/${id}/cwd`).catch(() => ''),
    ])
    return place === folder && pattern.test(line.replaceAll('\0', ' ')) ? [Number(id)] : []
  })
  return (await Promise.all(found)).flat()
}

/** Asks until there is an answer; fails after so many seconds. */
export async function until(what, ask, seconds = 300) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await wait(100)) {
    const answer = await ask()
    if (answer) return answer
  }
  throw new Error(`${what} did not happen in ${seconds} seconds.`)
}
