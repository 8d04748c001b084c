import { describe, expect, it } from 'vitest'
import type { MetricColumn } from '../../spec/metrics'
import { besideOther, clippedAroundEdit, endsAlike, stepAtFloor, stepOverTime } from './findings'
import type { SceneRun, Trained } from './scene'

const filled = (length: number, value: (i: number) => number) =>
  Float32Array.from({ length }, (_, i) => value(i))

function run(
  label: string,
  columns: Partial<Record<MetricColumn, Float32Array>>,
  diverged = false,
): SceneRun {
  return { label, diverged, values: (column) => columns[column] ?? new Float32Array() }
}
const trained = (...runs: SceneRun[]): Trained => ({ runs, edits: [] })

const from = (before: number, after: number) => filled(400, (i) => (i < 200 ? before : after))

describe('the step over time', () => {
  const found = (stepSize: Float32Array) =>
    stepOverTime(trained(run('ALI-G', { stepSize, loss: from(1, 0.01) })))

  it('grows, shrinks or stays by the medians of the first and the last quarter', () => {
    expect(found(from(0.2, 2)).outcome).toBe('rises')
    expect(found(from(2, 0.2)).outcome).toBe('falls')
    expect(found(from(0.2, 0.21)).outcome).toBe('stays')
  })

  it('is told with its numbers and those of the loss', () => {
    expect(found(from(0.2, 2)).measured).toBe(
      'The median step grew: from 0.2 in the first quarter of the steps to 2 in the last. ' +
        'The mean loss went from 1 to 0.01.',
    )
  })
})

describe('the share of clipped steps around an edit', () => {
  const edits = [{ step: 200, run: 0, key: 'maxLr', value: 0.1 }]
  const found = (before: number, after: number) =>
    clippedAroundEdit({
      edits,
      // So many of a hundred.
      runs: [
        run('ALI-G', { clipped: filled(400, (i) => +(i % 100 < (i < 200 ? before : after))) }),
      ],
    })

  it('is counted on both sides of it', () => {
    expect(found(25, 97)).toEqual({
      outcome: 'rises',
      measured:
        '25\u00a0% of the 200 steps before the change were clipped, and 97\u00a0% of the 200 since.',
    })
    expect(found(50, 20).outcome).toBe('falls')
  })

  it('that stayed the same is said to have done so', () => {
    expect(found(41, 42)).toEqual({
      outcome: 'stays',
      measured:
        'Here it stayed about the same: 41\u00a0% of the 200 steps before the change were clipped, ' +
        'and 42\u00a0% of the 200 since.',
    })
  })

  it('is unknown without an edit', () => {
    const clipped = filled(10, () => 1)
    expect(clippedAroundEdit(trained(run('ALI-G', { clipped }))).outcome).toBeNull()
  })
})

describe('two runs', () => {
  const clipped = filled(400, () => 1)
  const found = (one: Float32Array, other: Float32Array) =>
    besideOther(trained(run('ALI-G', { loss: one, clipped }), run('SGD', { loss: other })))

  it('coincide where they are equal, or nearly so', () => {
    expect(found(from(1, 0.5), from(1, 0.5))).toEqual({
      outcome: 'same',
      measured:
        'ALI-G was clipped on 100\u00a0% of its steps. The two losses are equal at every step.',
    })
    const nearly = found(from(1, 0.5), from(1, 0.498))
    expect(nearly.outcome).toBe('same')
    expect(nearly.measured).toContain('differ by at most 0.4\u00a0% at any step')
  })

  it('are told apart by where they end', () => {
    const below = found(from(1, 0.4), from(1, 0.5))
    expect(below.outcome).toBe('first')
    expect(below.measured).toContain('0.4 with ALI-G and 0.5 with SGD')
    expect(found(from(1, 0.5), from(1, 0.4)).outcome).toBe('second')
    expect(found(from(0.4, 0.5), from(1, 0.5)).outcome).toBeNull()
  })
})

it('a step at a floor of the loss is told with where the runs end', () => {
  const alig = run('ALI-G', { stepSize: from(0.56, 0.85), loss: from(1.4, 1.12) })
  expect(stepAtFloor(trained(alig, run('SGD', { loss: from(1.2, 1) })))).toEqual({
    outcome: 'rises',
    measured:
      'The median step grew: from 0.56 in the first quarter of the steps to 0.85 in the last. ' +
      'There the mean loss is 1.12 with ALI-G and 1 with SGD.',
  })
})

describe('runs with limits further and further up', () => {
  const found = (...ends: number[]) =>
    endsAlike(
      trained(
        ...ends.map((end, i) =>
          run(
            `maxLr ${10 ** (i - 2)}`,
            { loss: from(1, end), clipped: filled(400, () => +(i < 2)) },
            Number.isNaN(end),
          ),
        ),
      ),
    )

  it('are grouped by where they end', () => {
    expect(found(0.415, 0.182, 0.144, 0.144, 0.144)).toEqual({
      outcome: 'largest',
      measured:
        'Mean loss of the last 100 steps: maxLr 0.01 at 0.415; maxLr 0.1 at 0.182; maxLr 1, maxLr 10 ' +
        'and maxLr 100 at 0.144. In this order they were clipped on 100\u00a0%, 100\u00a0%, 0\u00a0%, ' +
        '0\u00a0% and 0\u00a0% of their steps.',
    })
    expect(found(0.2, 0.2, 0.2, 0.2, 0.2).outcome).toBe('all')
    expect(found(0.2, 0.3, 0.4, 0.5, 0.6).outcome).toBe('none')
    expect(found(0.4, 0.144, 0.144, 0.144, 0.144).outcome).toBeNull()
    expect(found(0.4, 0.4, 0.144, 0.144, 0.144).outcome).toBeNull()
    expect(found(0.4, 0.144, 0.144, 0.144, 0.6).outcome).toBeNull()
  })

  it('are alone where they diverged', () => {
    const lost = found(0.4, 0.182, 0.144, 0.145, NaN)
    expect(lost.outcome).toBeNull()
    expect(lost.measured).toContain('maxLr 100 without a loss')
    expect(found(NaN, NaN, NaN, NaN, NaN).outcome).toBeNull()
  })
})

it('a run that diverged is told of, and nothing else is made of it', () => {
  const lost = trained(run('ALI-G', { loss: filled(7, () => 1) }, true), run('SGD', {}))
  for (const measure of [stepOverTime, clippedAroundEdit, besideOther, stepAtFloor])
    expect(measure(lost)).toEqual({ outcome: null, measured: 'ALI-G diverged after 7 steps.' })
})
