import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../../experiment/link'
import type { Hashes } from '../../../worker/protocol'
import { newSession, type FinishedSeed } from '../../session/session'
import { initialState } from '../../store/initialState'
import { scriptSource } from './fromState'

const hashes = (digit: string): Hashes => ({
  weights: digit.repeat(64),
  order: digit.repeat(64),
  data: digit.repeat(64),
})

/** The page while it trains a link, after some of its seeds. */
function trained(link: string, finishedSeeds: readonly FinishedSeed[], step = 0) {
  const { experiment } = decodeLink(link)
  const state = initialState(experiment, [])
  const runIds = state.runs.map(({ id }) => id)
  const session = newSession({ experiment, runIds, finishedSeeds, hashes: hashes('b'), step })
  return { ...state, session }
}

const take = (seed: number, found: Hashes | null): FinishedSeed => ({
  seed,
  series: new Map(),
  diverged: new Map(),
  hashes: found,
})

describe('what a script is made of', () => {
  it('is the experiment with all its seeds, whichever is in training', () => {
    const { experiment, facts } = scriptSource(
      trained('v=1&seed=8&seeds=3&steps=20', [take(8, hashes('a'))], 7),
    )
    expect(experiment).toMatchObject({ seed: 8, seeds: 3 })
    expect([...facts.hashes]).toEqual([
      [8, hashes('a')],
      [9, hashes('b')],
    ])
    expect(facts.steps).toBe(20)
  })

  it('has no hashes of a seed that left none, or before there are any', () => {
    expect([...scriptSource(trained('v=1&seeds=2', [take(1, null)])).facts.hashes.keys()]).toEqual([
      2,
    ])
    const untrained = initialState(decodeLink('v=1').experiment, [])
    expect(scriptSource(untrained).facts.hashes.size).toBe(0)
  })

  it('has the steps that were trained where the experiment has no end, or else 100', () => {
    expect(scriptSource(trained('v=1', [], 37)).facts.steps).toBe(37)
    expect(scriptSource(trained('v=1', [])).facts.steps).toBe(100)
  })
})
