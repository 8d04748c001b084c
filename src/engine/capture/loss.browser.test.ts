import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../testing/backends.browser'
import { backend, recorded, trainStepOf } from './testing/lab'

// A file of its own: nothing works on the device after this.
describe('a lost device', () => {
  beforeAll(() => activate('webgpu'))

  it('takes its captures with it, and reading says so', async () => {
    const problem = {
      model: 'softmax',
      optimizer: 'sgd',
      input: { height: 2, width: 2, channels: 1 },
      batch: 2,
    }
    const runner = recorded(problem)
    trainStepOf(runner, problem, 0)
    await runner.drain()
    trainStepOf(runner, problem, 1)
    expect(runner.capture).not.toBeNull()
    backend().device.destroy()
    await backend().device.lost
    expect(runner.capture).toBeNull()
    await expect(runner.drain()).rejects.toThrow(/graphics device was lost/)
    runner.dispose()
  })
})
