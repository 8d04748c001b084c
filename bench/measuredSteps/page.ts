/** The runs of `ruleSteps.mjs --instruments` in a browser, on WebGPU as the page has it. */
import { BackendHolder } from '../../src/engine/backend/backendHolder'
import { createMeasuredRuns } from '../ruleRuns'

let runs: ReturnType<typeof createMeasuredRuns> = []

/**
 * @param stride see `createMeasuredRuns`
 * @returns what each of them measures
 */
async function open(stride: number): Promise<string[]> {
  const holder = new BackendHolder((sentence) => {
    throw new Error(sentence)
  })
  const { name, reason } = await holder.use('webgpu')
  if (name !== 'webgpu') throw new Error(reason)
  runs = createMeasuredRuns(stride)
  return runs.map(({ id }) => id)
}

const api = { open, time: (run: number, steps: number) => runs[run]!.time(steps) }
;(globalThis as unknown as { bench: typeof api }).bench = api
