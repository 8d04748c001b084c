/** Calls to a workplace that is a process: one line of JSON per call and per reply. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { withTimeLimit } from './timeLimit.mjs'

/** Marks replies among whatever a library may print. */
const MARK = '@reply '

/** @param {string} command @param {string[]} args */
export function openProcess(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options })
  const waiting = new Map()
  let calls = 0
  let words = ''
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith(MARK)) return
    const reply = JSON.parse(line.slice(MARK.length))
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  child.stderr.on('data', (data) => (words = (words + data).slice(-2000)))
  const fail = (error) => {
    for (const [id, done] of waiting) done({ id, error })
    waiting.clear()
  }
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code) => fail(`The process ended (${code}). ${words.trim()}`))
  child.stdin.on('error', () => undefined)

  return {
    call: async (method, args, limitMs) => {
      const id = calls++
      const reply = await withTimeLimit(
        new Promise((resolve) => {
          waiting.set(id, resolve)
          if (child.exitCode !== null) fail(`The process ended (${child.exitCode}). ${words}`)
          else child.stdin.write(`${JSON.stringify({ id, method, args })}\n`)
        }),
        limitMs,
      )
      if (reply.error !== undefined) throw new Error(reply.error)
      return reply.value
    },
    close: () => {
      child.kill('SIGKILL')
    },
  }
}
