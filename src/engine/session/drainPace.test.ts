import { expect, it } from 'vitest'
import { DrainPace, DRAIN_EVERY_MS, DRAIN_ON_CORES_EVERY_MS } from './drainPace'

function paceAt() {
  const clock = { now: 0 }
  const pace = new DrainPace(() => clock.now)
  /** Steps of so many milliseconds each until a read is due. */
  const stepsUntilDue = (milliseconds: number): number => {
    let steps = 0
    do {
      pace.countSteps(1)
      clock.now += milliseconds
      steps++
    } while (!pace.isDue)
    return steps
  }
  return { clock, pace, stepsUntilDue }
}

it('reads the first step, then as many steps as fit between two reads', () => {
  const { pace, stepsUntilDue } = paceAt()
  expect(stepsUntilDue(2)).toBe(1)
  pace.drained()
  expect(stepsUntilDue(2)).toBe(50)
})

it('reads less often where that is asked for, from the next read on', () => {
  const { pace, stepsUntilDue } = paceAt()
  pace.everyMs = DRAIN_ON_CORES_EVERY_MS
  expect(stepsUntilDue(2)).toBe(1)
  pace.drained()
  expect(stepsUntilDue(2)).toBe(125)
  pace.everyMs = DRAIN_EVERY_MS
  pace.drained()
  expect(stepsUntilDue(2)).toBe(50)
})

it('never lets more than 256 steps wait', () => {
  const { pace, stepsUntilDue } = paceAt()
  stepsUntilDue(0.01)
  pace.drained()
  expect(stepsUntilDue(0.01)).toBe(256)
})

it('reads sooner when steps become slow', () => {
  const { pace, stepsUntilDue } = paceAt()
  stepsUntilDue(2)
  pace.drained()
  expect(stepsUntilDue(40)).toBe(3)
})

it('counts neither a pause nor other work', () => {
  const { clock, pace, stepsUntilDue } = paceAt()
  clock.now = 5000
  pace.start()
  stepsUntilDue(2)
  clock.now += 300
  pace.exclude(300)
  pace.drained()
  expect(stepsUntilDue(2)).toBe(50)
})
