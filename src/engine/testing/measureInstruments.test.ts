/** What is found about instruments is found in the training that the other claims are measured with. */
import '@tensorflow/tfjs-backend-cpu'
import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { measureInstruments } from './measureInstruments'
import { loadData, trainExperiment } from './trainExperiment'

it('trains as without instruments, and looks at right and wrong labels apart', async () => {
  const { experiment } = decodeLink(
    'v=1&data=spirals&width=8&activation=tanh&batch=30&noise=0.2&seed=3&steps=40&run=alig,maxLr:1&run=sgd,lr:0.5',
  )
  const data = await loadData(experiment, 'http://host/')
  const plain = await trainExperiment(experiment, data)
  const setup = { stepInstruments: true, curvatureEvery: 20, fitEvery: 20 }
  const measured = await measureInstruments(experiment, data, setup)
  expect(measured.map(({ label }) => label)).toEqual(['ALI-G', 'SGD'])
  for (const [run, { columns, testAccuracy, curvature, fit }] of measured.entries()) {
    expect(columns.loss).toEqual(plain[run]!.steps.loss)
    expect(testAccuracy).toBe(plain[run]!.testAccuracy)
    expect(columns.alpha.flatMap((alpha, step) => (Number.isNaN(alpha) ? [] : [step]))).toEqual([
      0, 10, 20, 30,
    ])
    expect(curvature.map(({ step }) => step)).toEqual([0, 20])
    expect(fit.map(({ step }) => step)).toEqual([0, 20, 40])
    for (const { right, wrong } of fit)
      for (const share of [right, wrong]) expect(share).toBeLessThanOrEqual(1)
  }
}, 30_000)
