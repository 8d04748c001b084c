/** What a worker is given one after the other: the seeds of an experiment, the trials of a sweep. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeEach, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import type { Command } from '../../worker/protocol'
import { byRun, createTeamHost, LONG, rowsOf } from './testing/teamHost'

const IDS = [0, 1, 2].map(asRunId)
const { experiment } = decodeLink(
  'v=1&data=spirals&model=mlp&model.width=8&batch=30&backend=cpu&eval=20&steps=40&aug=0' +
    '&run=alig&run=adam&run=sgd',
)

// It diverges of that.
const edits = [{ step: 6, run: 2, key: 'lr', value: 1e30 }]

/** Three trials, each to its end, with an evaluation on all training examples. */
async function trainTrials(workers: number) {
  let seed = 0
  const loadOf = (): Command => ({
    ...{ type: 'load', experiment: { ...experiment, seed, edits }, runIds: IDS, workers },
    ...{ baseUrl: 'http://host/', evaluateTraining: true },
  })
  const { events, heard, helpers, spread, load, train, end } = createTeamHost(loadOf)
  const ends = events.gather('trainingEvaluation', ({ evaluation }) => [evaluation])
  for (seed = 1; seed <= 3; seed++) {
    await load(workers)
    await train(2)
    // They start while nothing is trained.
    const isReady = () => helpers.flatMap(({ said }) => said).filter((type) => type === 'ready')
    if (workers > 1) await expect.poll(isReady, { timeout: 10_000 }).toHaveLength(2 * seed)
    expect((await train()).reason).toBe('limit')
  }
  end()
  const trials = [1, 2, 3].map((trial) => heard.blocks.filter((_, i) => trialOf(i) === trial))
  /** A block that begins at step 0 begins a trial, for each run. */
  function trialOf(index: number): number {
    const { run } = heard.blocks[index]!
    const own = heard.blocks.slice(0, index + 1).filter((block) => block.run === run)
    return own.filter(({ firstStep }) => firstStep === 0).length
  }
  return {
    rows: trials.map((blocks) => rowsOf(blocks, IDS)),
    diverged: byRun(heard.diverged, IDS),
    evaluations: byRun(heard.evaluations, IDS),
    ends: byRun(ends, IDS),
    ...{ helpers, spread },
  }
}

/** One run to its end, by a helper from step 3 on where there are two workers. */
async function trainOne(workers: number) {
  const runs = experiment.runs.slice(0, 1)
  const one = { ...experiment, eval: 4, runs }
  const loadOf = (): Command => ({
    ...{ type: 'load', experiment: one, runIds: IDS.slice(0, 1), workers },
    baseUrl: 'http://host/',
  })
  const { heard, spread, load, train, readyHelpers, end } = createTeamHost(loadOf)
  await load(workers)
  await train(2)
  if (workers > 1) await readyHelpers(1)
  await train()
  expect(spread).toEqual(workers > 1 ? [1] : [])
  end()
  return { rows: rowsOf(heard.blocks, IDS), evaluations: byRun(heard.evaluations, IDS) }
}

beforeEach(() => tf.setBackend('cpu'))

it(
  'gives the same numbers for every seed and trial, with the same helpers for all',
  LONG,
  async () => {
    const { helpers: none, spread: never, ...alone } = await trainTrials(1)
    const { helpers, spread: told, ...spread } = await trainTrials(2)
    expect([none.length, never.length]).toEqual([0, 0])
    expect(helpers).toHaveLength(2)
    expect(told).toEqual([2, 2, 2])
    expect(alone.ends.map((ones) => ones.length)).toEqual([3, 3, 0])
    expect(alone.rows.flat().every((rows) => rows.length > 0)).toBe(true)
    expect(spread).toEqual(alone)
  },
)

it(
  'trains a single run in a helper, with the same numbers, and tests it meanwhile',
  LONG,
  async () => {
    const alone = await trainOne(1)
    expect(alone.evaluations[0]!.map(({ step }) => step)).toEqual(
      Array.from({ length: 10 }, (_, i) => 4 * (i + 1)),
    )
    expect(await trainOne(2)).toEqual(alone)
  },
)
