/**
 * One engine at its workplace, a worker or a process of its own. The conductor (run.mjs) calls
 * these methods by name with plain values; trainers are kept under keys that it chooses.
 */
import type { Engine, Trainer, TrainerOptions } from '../engines/engine'
import { ENGINES } from '../engines/registry'
import type { TileOptions } from '../../src/engine/kernels/webgpu/tiles'
import { createProblem, type ProblemName } from '../problems'
import { countDispatches, trackBuffers, withoutDispatches } from './gpuCalls'

export interface Timing {
  /** Until the last step was done, in milliseconds. */
  readonly ms: number
  /** Until the last step was given to the engine. */
  readonly issueMs: number
  readonly loss: number
  readonly remark: string | null
}

export function createService() {
  const trainers = new Map<string, Trainer>()
  let engine: Engine | undefined
  let liveBytes: (() => number) | undefined

  const trainer = (key: string) => {
    const found = trainers.get(key)
    if (!found) throw new Error(`There is no trainer "${key}".`)
    return found
  }

  const run = async (key: string, steps: number): Promise<Timing> => {
    const one = trainer(key)
    const start = performance.now()
    await one.issue(steps)
    const issueMs = performance.now() - start
    const loss = await one.settle()
    return { ms: performance.now() - start, issueMs, loss, remark: one.remark?.() ?? null }
  }

  return {
    /**
     * @param countsBytes follows every buffer; only for measuring memory
     * @param tiles see Engine
     */
    open: async (
      id: string,
      countsBytes: boolean,
      tiles?: Partial<TileOptions>,
    ): Promise<string> => {
      const entry = ENGINES.find((one) => one.id === id)
      if (!entry?.load) throw new Error(`There is no engine "${id}".`)
      if (countsBytes) liveBytes = trackBuffers()
      engine = await entry.load()
      return engine.open(tiles)
    },
    prepare: async (key: string, name: ProblemName, options: TrainerOptions): Promise<void> => {
      trainers.set(key, await engine!.prepare(createProblem(name), options))
    },
    run,
    /** Dispatches of one step and of what reading its loss takes. */
    dispatches: (key: string) => countDispatches(() => run(key, 1)),
    runStubbed: (key: string, steps: number) => withoutDispatches(() => run(key, steps)),
    memory: async () => ({ bytes: liveBytes?.() ?? 0, tensors: engine?.tensorCount?.() ?? 0 }),
    release: async (key: string): Promise<void> => {
      trainers.get(key)?.dispose()
      trainers.delete(key)
    },
  }
}

export type Service = ReturnType<typeof createService>
export type Call = { readonly id: number; readonly method: keyof Service; readonly args: unknown[] }
export type Reply =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }

/** Answers calls one after another. */
export function answerCalls(reply: (message: Reply) => void): (call: Call) => void {
  const service = createService()
  let queue = Promise.resolve()
  return ({ id, method, args }) => {
    queue = queue.then(async () => {
      try {
        const work = service[method] as (...args: unknown[]) => Promise<unknown>
        reply({ id, value: await work(...args) })
      } catch (error) {
        reply({ id, error: error instanceof Error ? error.message : String(error) })
      }
    })
  }
}
