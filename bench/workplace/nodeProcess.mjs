/** The workplace of one engine under Node: node nodeProcess.mjs PATH_OF_THE_BUILT_SERVICE */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const service = process.argv[2]

/** Dawn, where it can be loaded on this machine. */
async function installWebgpu() {
  const { create, globals } = await import('webgpu')
  Object.assign(globalThis, globals)
  const gpu = create(process.env.DAWN_FLAGS?.split(',') ?? [])
  // Libraries look for the browser's name before they look for the device's.
  const navigator = { gpu, userAgent: `Node.js/${process.version}`, platform: process.platform }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
}

async function adapter() {
  const found = await globalThis.navigator?.gpu?.requestAdapter()
  if (!found) return 'none'
  const { vendor, architecture, device, description } = found.info
  return [vendor, architecture, device, description].filter(Boolean).join(', ') || 'unnamed'
}

await installWebgpu().catch((error) => console.error(String(error)))
globalThis.self = globalThis
// tfjs's wasm loader is a CommonJS script and expects these under Node.
globalThis.require = createRequire(import.meta.url)
globalThis.__dirname = dirname(service)

const write = (reply) => process.stdout.write(`@reply ${JSON.stringify(reply)}\n`)
const { answerCalls } = await import(pathToFileURL(service).href)
const answer = answerCalls(write)
const calls = createInterface({ input: process.stdin })
// The conductor is gone.
calls.on('close', () => process.exit())
calls.on('line', (line) => {
  const call = JSON.parse(line)
  if (call.method !== 'adapter') return answer(call)
  adapter().then(
    (value) => write({ id: call.id, value }),
    (error) => write({ id: call.id, error: String(error) }),
  )
})
