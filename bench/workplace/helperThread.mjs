/** A helper of `bench/workers.mjs`, in a thread of Node. */
import { parentPort } from 'node:worker_threads'
import { wasmModule } from './wasmModule.mjs'

const { createHelper } = await wasmModule(new URL('../teamRuns.ts', import.meta.url))
const helper = createHelper((message, transfer) => parentPort.postMessage(message, transfer))
parentPort.on('message', (message) => helper.handle(message))
