/** Workplaces as Node processes, with WebGPU from the `webgpu` package (Dawn). */
import { openProcess } from './processHost.mjs'

/**
 * @param {object} options
 * @param {string} options.program path of nodeProcess.mjs
 * @param {string} options.service path of the built service
 */
export function openNodeHost({ program, service }) {
  const processes = new Map()
  const open = (name) => {
    const child = openProcess(process.execPath, [program, service])
    processes.set(name, child)
    return child
  }
  const close = (name) => {
    processes.get(name)?.close()
    processes.delete(name)
  }
  return {
    kind: 'node',
    version: `Node ${process.version}, Dawn of the webgpu package`,
    adapter: async () => {
      try {
        return await open('adapter').call('adapter', [], 60_000)
      } finally {
        close('adapter')
      }
    },
    call: (name, method, args, limitMs) =>
      (processes.get(name) ?? open(name)).call(method, args, limitMs),
    close: async (name) => close(name),
    errors: [],
    end: async () => {
      for (const name of [...processes.keys()]) close(name)
    },
  }
}
