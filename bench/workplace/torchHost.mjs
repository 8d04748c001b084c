/** PyTorch as workplaces, where Python has it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openProcess } from './processHost.mjs'

/**
 * @param {string} python
 * @returns {string | undefined} PyTorch's version
 */
export function torchVersion(python) {
  const found = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
    encoding: 'utf8',
  })
  return found.status === 0 ? found.stdout.trim() : undefined
}

/**
 * One process for each engine that is called.
 * @param {object} options
 * @param {string} options.python
 * @param {string} options.script path of torch_process.py
 * @param {string} options.cacheDir for the numbers of the problems
 * @param {typeof import('../problems')} options.problems
 */
export async function openTorchHost({ python, script, cacheDir, problems }) {
  await mkdir(cacheDir, { recursive: true })
  const processes = new Map()
  const processOf = (name) => {
    if (!processes.has(name)) processes.set(name, openProcess(python, [script]))
    return processes.get(name)
  }
  const close = async (name) => {
    processes.get(name)?.close()
    processes.delete(name)
  }

  /** The problem's numbers as files that Python reads. */
  async function write(name) {
    const problem = problems.createProblem(name)
    const path = (part) => join(cacheDir, `${name}.${part}`)
    for (const part of ['weights', 'images', 'labels']) {
      await writeFile(path(part), Buffer.from(problem[part].buffer))
    }
    const { batch, input, tensors } = problem
    return {
      name,
      batch,
      input: [input.height, input.width, input.channels],
      shapes: tensors.map(({ shape }) => shape),
      files: { weights: path('weights'), images: path('images'), labels: path('labels') },
      ...problems.RULES.alig,
    }
  }
  return {
    call: async (name, method, args, limitMs) => {
      const given = method === 'prepare' ? [args[0], await write(args[1])] : args
      return processOf(name).call(method, given, limitMs)
    },
    close,
    end: async () => {
      for (const name of [...processes.keys()]) await close(name)
    },
  }
}
