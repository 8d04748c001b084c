import { activate } from '../testing/backends.browser'
import { describeInstruments } from '../testing/instrumentSuite'

for (const backend of ['webgpu', 'webgl'] as const)
  describeInstruments(backend, () => activate(backend))
