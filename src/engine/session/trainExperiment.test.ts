/** What the claims are measured with is what the page does: the same numbers from a whole session. */
import '@tensorflow/tfjs-backend-cpu'
import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import { collectEvents } from '../testing/collectEvents'
import { columnIn } from '../testing/run'
import { loadData, trainExperiment } from '../testing/trainExperiment'
import { SessionHost } from './sessionHost'

const BASE = 'http://host/'

it('gives the numbers of a session, with wrong labels, a change on the way and a run that diverges', async () => {
  const { experiment, notices } = decodeLink(
    'v=1&data=spirals&width=8&activation=tanh&loss=squared&batch=30&noise=0.2&seed=3&steps=60&eval=1000' +
      '&backend=cpu&run=alig,maxLr:1&run=sgd,lr:0.02&run=sgd,lr:1e4,name:far&edit=20,1,lr:0.05',
  )
  expect(notices).toEqual([])
  const runIds = experiment.runs.map((_, run) => asRunId(run))
  const events = collectEvents()
  const host = new SessionHost(({ event }) => {
    if (event.type !== 'pong') events.emit(event)
  })
  const blocks = events.gather('metrics', (event) => event.blocks)
  const evaluations = events.gather('evaluations', (event) => event.evaluations)
  const diverged = events.gather('diverged', ({ run }) => [run])
  const ended = events.next('paused')
  host.handle({ session: 1, command: { type: 'load', experiment, runIds, baseUrl: BASE } })
  host.handle({ session: 1, command: { type: 'train' } })
  await ended

  const results = await trainExperiment(experiment, await loadData(experiment, BASE))
  expect(results.map(({ label }) => label)).toEqual(['ALI-G', 'SGD', 'far'])
  for (const [run, { steps, ...result }] of results.entries()) {
    for (const key of ['loss', 'clipped', 'stepSize'] as const)
      expect(steps[key], `${result.label}, ${key}`).toEqual(columnIn(blocks, run, key))
    expect(result.diverged).toBe(diverged.includes(runIds[run]!))
    const last = evaluations.findLast((one) => one.run === runIds[run])
    if (!result.diverged) expect(result.testAccuracy).toBeCloseTo(last!.accuracy, 10)
  }
  expect(results[0]!.steps.loss).toHaveLength(60)
  expect(results.map((result) => result.diverged)).toEqual([false, false, true])
}, 30_000)
