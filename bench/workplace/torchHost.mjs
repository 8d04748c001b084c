/** PyTorch on the processor as one more workplace, where Python has it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { fromRoot } from '../../scripts/setup/paths.mjs'
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

/** @param {{ python: string, cacheDir: string }} options */
export async function openTorchHost({ python, cacheDir }) {
  const { module } = await runnerImport(fromRoot('bench/problems.ts'))
  await mkdir(cacheDir, { recursive: true })
  const child = openProcess(python, [fromRoot('bench/workplace/torch_process.py')])

  /** The problem's numbers as files that Python reads. */
  async function write(name) {
    const problem = module.createProblem(name)
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
      ...module.RULES.alig,
    }
  }
  return {
    call: async (_, method, args, limitMs) => {
      const given = method === 'prepare' ? [args[0], await write(args[1])] : args
      return child.call(method, given, limitMs)
    },
    close: async () => child.close(),
    end: async () => child.close(),
  }
}
