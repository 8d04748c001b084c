import { activate } from '../testing/backends.node'
import { describeInstruments } from '../testing/instrumentSuite'

for (const backend of ['cpu', 'wasm'] as const)
  describeInstruments(backend, () => activate(backend))
