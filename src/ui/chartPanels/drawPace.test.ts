import { expect, it } from 'vitest'
import { drawsInTurns } from './drawPace'

/** Whether turns are taken after each of these drawings. */
function turnsAfter(drawings: readonly number[]): boolean[] {
  let inTurns = true
  return drawings.map((tookMs) => (inTurns = drawsInTurns(inTurns, tookMs)))
}

it('draws charts together where that is quick, and apart again where it is not', () => {
  expect(turnsAfter([100, 61, 40, 140, 100, 160, 100, 60])).toEqual([
    ...[true, true, false, false, false, true, true, false],
  ])
})

it('does not go to and fro where all charts take less than two and a half times as long as one', () => {
  for (const one of [10, 30, 59, 61, 100, 300]) {
    const after = turnsAfter([one, 2.5 * one, 2.5 * one, 2.5 * one])
    expect(new Set(after.slice(1)).size).toBe(1)
  }
})
