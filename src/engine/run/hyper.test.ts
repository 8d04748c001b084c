import { describe, expect, it } from 'vitest'
import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { deviceNumber, splitHyper } from './hyper'

describe('hyperparameters on the device', () => {
  it('are the numeric ones; the others shape the step', () => {
    const options = hyperparametersOf(optimizerSpec('alig'))
    const { numbers, staticOptions } = splitHyper(options, {
      ...defaultValues(options),
      maxLr: null,
    })
    expect(staticOptions).toEqual({ momentumMode: 'standard' })
    expect(numbers).toEqual({
      maxLr: 3.4e38,
      momentum: 0,
      eps: 1e-5,
      weightDecay: 0,
      minLoss: 0,
      radius: 3.4e38,
    })
    // The code for "none" must stay a finite float32.
    expect(Math.fround(numbers.maxLr!)).toBeLessThan(Infinity)
  })

  it('refuse what is not a number', () => {
    expect(() => deviceNumber('fast')).toThrow(TypeError)
  })
})
