/** Python for tests, where it is installed. */
import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'
import { findPython } from '../../../../../scripts/pytorch/python.mjs'

declare module 'vitest' {
  interface TaskMeta {
    /** A sentence; `npm test` repeats it, and counts a skipped test without one as a failure. */
    skippedBecause?: string
  }
}

const folder = fileURLToPath(new URL('../python', import.meta.url))
const found = new Map<string, Promise<string | undefined>>()

/** The command of a Python that has these modules; skips the test where there is none. */
export async function requirePython(
  context: TestContext,
  modules: readonly string[] = [],
): Promise<string> {
  const key = modules.join(' and ')
  if (!found.has(key)) found.set(key, findPython(modules))
  const command = await found.get(key)
  if (command !== undefined) return command
  const reason = `No Python ${key && `with ${key} `}was found to test the PyTorch script with.`
  context.task.meta.skippedBecause = reason
  return context.skip(reason)
}

/**
 * Runs Python in the folder of the modules; what it prints, or an error with what it says.
 * @param folders with further modules
 */
export function runPython(
  command: string,
  args: readonly string[],
  input = '',
  folders: readonly string[] = [],
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: {
      ...process.env,
      PYTHONPATH: [folder, ...folders].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      OMP_NUM_THREADS: '1',
    },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`Python ended with ${status}:\n${stdout}${stderr}`)
  return stdout
}
