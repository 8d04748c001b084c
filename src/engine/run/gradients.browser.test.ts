import { activate } from '../testing/backends.browser'
import { describeGradients } from '../testing/gradientSuite'

for (const backend of ['webgpu', 'wasm', 'webgl'] as const)
  describeGradients(backend, (name) => activate(name as typeof backend))
