import { expect, it } from 'vitest'
import { LayerStrip } from '../../state/instruments/layerStrip'
import { layersCsv } from './layersCsv'

it('has a row for each tensor of each run at each step', () => {
  const strip = new LayerStrip(2)
  strip.append({
    steps: Int32Array.of(0, 20),
    norms: Float32Array.of(1, 2, 3, 4, 5, 6, 0.5, NaN, 3, 4, 5, Infinity),
  })
  const runs = [{ run: 1, optimizer: 'sgd', strip }]
  expect(layersCsv(runs, ['kernel', 'bias'])).toBe(
    'run,optimizer,step,steps,tensor,grad_norm,move_norm,weight_norm\n' +
      '1,sgd,0,10,kernel,1,3,5\n' +
      '1,sgd,0,10,bias,2,4,6\n' +
      '1,sgd,20,10,kernel,0.5,3,5\n' +
      '1,sgd,20,10,bias,,4,Infinity\n',
  )
})
