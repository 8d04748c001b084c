/** Opens a worker per engine and passes calls on; the conductor reaches it from outside. */
import type { Call, Reply } from './service'

interface Workplace {
  readonly worker: Worker
  readonly waiting: Map<number, (reply: Reply) => void>
  readonly fail: (sentence: string) => void
}

const workplaces = new Map<string, Workplace>()
let calls = 0

function open(name: string): Workplace {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const waiting: Workplace['waiting'] = new Map()
  const fail = (error: string) => {
    for (const [id, done] of waiting) done({ id, error })
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', (event) => fail(event.message || 'The worker failed.'))
  const workplace = { worker, waiting, fail }
  workplaces.set(name, workplace)
  return workplace
}

/** @param name of the workplace, opened when it is first called */
async function call(name: string, method: Call['method'], args: unknown[]): Promise<Reply> {
  const { worker, waiting } = workplaces.get(name) ?? open(name)
  const id = calls++
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    worker.postMessage({ id, method, args } satisfies Call)
  })
}

/** Ends a workplace, whatever it is doing. */
function close(name: string): void {
  const workplace = workplaces.get(name)
  workplaces.delete(name)
  workplace?.worker.terminate()
  workplace?.fail('closed')
}

/** What the browser says of its WebGPU adapter. */
async function adapter(): Promise<string> {
  const found = await globalThis.navigator?.gpu?.requestAdapter()
  if (!found) return 'none'
  const { vendor, architecture, device, description } = found.info
  return [vendor, architecture, device, description].filter(Boolean).join(', ') || 'unnamed'
}

const api = { call, close, adapter }
;(globalThis as unknown as { workplaces: typeof api }).workplaces = api
