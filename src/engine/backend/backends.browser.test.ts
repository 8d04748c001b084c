import { activate } from '../testing/backends.browser'
import { describeLosses } from '../testing/lossSuite'
import { describeModels } from '../testing/modelSuite'
import { describeReference } from '../testing/referenceSuite'
import { describeStep } from '../testing/stepSuite'
import { describeTwin } from '../testing/twinSuite'

/**
 * Steps of the long trajectories that are followed here; Node follows them whole. A step takes
 * 20 ms on a GPU backend without a GPU, and one case has 400.
 */
const LONGEST = 40

for (const backend of ['webgpu', 'wasm', 'webgl'] as const) {
  describeReference(backend, () => activate(backend), LONGEST)
  describeTwin(backend, () => activate(backend))
  describeLosses(backend, () => activate(backend))
  describeModels(backend, () => activate(backend))
  describeStep(backend, () => activate(backend))
}
