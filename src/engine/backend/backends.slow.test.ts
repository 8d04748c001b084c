import { activate } from '../testing/backends.node'
import { describeLosses } from '../testing/lossSuite'
import { describeModels } from '../testing/modelSuite'
import { describeReference } from '../testing/referenceSuite'
import { describeStep } from '../testing/stepSuite'
import { describeTwin } from '../testing/twinSuite'

for (const backend of ['cpu', 'wasm'] as const) {
  describeReference(backend, () => activate(backend))
  describeTwin(backend, () => activate(backend))
  describeLosses(backend, () => activate(backend))
  describeModels(backend, () => activate(backend))
  describeStep(backend, () => activate(backend))
}
