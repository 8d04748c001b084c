import { expect, it } from 'vitest'
import { recordingOf } from './recordingOf.mjs'

it('turns the table of metrics into columns for each run', () => {
  const csv = [
    'run,optimizer,step,seconds,loss,accuracy,grad_norm_sq,step_size_unclipped,step_size,effective_step,weight_norm,max_lr,clipped',
    '0,alig,0,0,2.345678,0.1,4,0.5,0.2,0.2,16.5,0.2,1',
    '1,sgd,0,0,2.345678,0.1,4,,0.1,0.1,16.5,,0',
    '0,alig,1,0.01,1,0.5,4,0.1,0.1,0.1,16.6,0.2,0',
    '1,sgd,1,0.01,1.5,0.5,4,,0.1,0.1,16.6,,0',
  ].join('\n')
  const { runs } = recordingOf(csv)
  expect(runs).toHaveLength(2)
  expect(runs[0]).toMatchObject({ loss: [2.346, 1], clipped: [1, 0], seconds: [0, 0.01] })
  expect(runs[1]).toMatchObject({ step_size_unclipped: [null, null], loss: [2.346, 1.5] })
})
