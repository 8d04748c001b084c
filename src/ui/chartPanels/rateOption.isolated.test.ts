import { expect, it, vi } from 'vitest'
import { optimizerSpecs } from '../../optimizers/specs'

// Options need no store, and the store starts a worker.
vi.mock('../../state/store/store', () => ({ usePlayground: () => undefined }))
const { rateOption } = await import('./useRateHandles')

it('gives a grip to options that are step sizes, and to no others', () => {
  const withGrip = optimizerSpecs.filter((spec) => rateOption(spec)).map(({ label }) => label)
  for (const label of ['ALI-G', 'SGD', 'Adam', 'SPS_max', 'MoMo']) expect(withGrip).toContain(label)
  // A factor of the loss, of a distance, of a share of the loss, and a bound that is divided first.
  for (const label of ['BPGrad', 'Prodigy', 'L4Mom', 'DecSPS'])
    expect(withGrip).not.toContain(label)
})
