/** Instruments measure the same, whoever trains. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeEach, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { CURVATURE_EVERY, INSTRUMENTS, MEASURE_EVERY } from '../../spec/instruments'
import { asRunId } from '../../spec/runId'
import type { Command } from '../../worker/protocol'
import { byRun, cellsOf, createTeamHost, LONG } from './testing/teamHost'

const IDS = [7, 3, 5].map(asRunId)
const { experiment } = decodeLink(
  'v=1&data=spirals&model=mlp&model.width=8&batch=30&backend=cpu&eval=90&steps=230&aug=0&noise=0.1' +
    '&run=alig,weightDecay:0.001&run=adam&run=schedulefree_sgd',
)

const loadOf = (workers: number): Command => ({
  ...{ type: 'load', experiment, runIds: IDS, baseUrl: 'http://host/', workers },
})

/** All instruments, others later, and all again; by so many workers, and by another number later. */
async function measureAll(workers: number, later: number) {
  const { events, heard, helpers, send, train, begin, useWorkers, end } = createTeamHost(loadOf)
  const curvatures = events.gather('curvature', ({ run, report }) => {
    const { milliseconds: _, ...numbers } = report
    return [{ run, ...numbers }]
  })
  const fits = events.gather('fit', ({ report }) => [report])
  await begin(workers)
  const first = events.next('curvature')
  send({ type: 'instruments', on: INSTRUMENTS })
  await first
  await train(62)
  send({ type: 'instruments', on: ['layers'] })
  await train(15)
  if (later === workers) await train(2)
  else await useWorkers(later)
  const again = events.next('curvature')
  send({ type: 'instruments', on: INSTRUMENTS })
  await again
  await train()
  await expect.poll(() => heard.evaluations.filter(({ step }) => step === 230)).toHaveLength(3)
  end()
  const layers = heard.blocks.flatMap(({ run, layers }) =>
    layers ? [...layers.steps].map((step, i) => ({ run, step, norms: normsAt(layers, i) })) : [],
  )
  return {
    measured: { cells: cellsOf(heard.blocks, IDS), layers: byRun(layers, IDS) },
    curvatures: byRun(curvatures, IDS),
    evaluations: byRun(heard.evaluations, IDS),
    fits: byRun(fits, IDS),
    helpers,
  }
}

function normsAt({ steps, norms }: { steps: Int32Array; norms: Float32Array }, row: number) {
  const width = norms.length / steps.length
  return [...norms.subarray(row * width, (row + 1) * width)]
}

let measuredByOne: ReturnType<typeof measureAll> | undefined

beforeEach(() => tf.setBackend('cpu'))

it.each([
  [2, 2],
  [3, 1],
  [1, 2],
])(
  'measures the same with %i workers, and %i from step 80 on, as with one',
  LONG,
  async (...workers) => {
    const { helpers: none, ...alone } = await (measuredByOne ??= measureAll(1, 1))
    const { helpers, ...spread } = await measureAll(...workers)
    expect(none).toHaveLength(0)
    expect(helpers.some(({ heard }) => heard.includes('train'))).toBe(true)
    const cells = alone.measured.cells.flat(2)
    for (const name of ['alpha', 'gradient_noise', 'stable_step_size'])
      expect(cells.some((cell) => cell.includes(name))).toBe(true)
    for (const layers of alone.measured.layers)
      expect(layers.map(({ step }) => step)).toEqual(
        Array.from({ length: 22 }, (_, i) => (i + 1) * MEASURE_EVERY),
      )
    for (const curvatures of alone.curvatures)
      expect(curvatures.map(({ step }) => step)).toEqual([3, 82, CURVATURE_EVERY])
    expect(spread).toEqual(alone)
  },
)
