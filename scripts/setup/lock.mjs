import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

const HEARTBEAT_MS = 5_000
/** A holder that has been silent for so long is gone, even if its process id lives on in another. */
const SILENT_MS = 60_000

/**
 * Does `work` while holding a lock file that names this process; waits while another process
 * that is still at work holds it.
 * @param {string} file
 * @param {string} label what is being made, for the message
 * @param {() => Promise<void>} work
 */
export async function withLock(file, label, work) {
  for (let told = false; !(await take(file)); told = true) {
    if (!told) say(`${label} is already being packed by another process; waiting for it ...`)
    await pause(500)
  }
  const heartbeat = setInterval(() => {
    utimes(file, new Date(), new Date()).catch(() => {})
  }, HEARTBEAT_MS)
  try {
    await work()
  } finally {
    clearInterval(heartbeat)
    await rm(file, { force: true })
  }
}

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (await isStale(file)) await rm(file, { force: true })
  return false
}

async function isStale(file) {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    if (Date.now() - mtimeMs > SILENT_MS) return true
    return holder !== '' && !isAlive(Number(holder))
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
