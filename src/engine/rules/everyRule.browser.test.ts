import { activate } from '../testing/backends.browser'
import { describeRules } from '../testing/ruleSuite'

for (const backend of ['webgpu', 'wasm', 'webgl'] as const) {
  describeRules(backend, () => activate(backend))
}
