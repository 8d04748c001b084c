import { expect, it } from 'vitest'
import { LivedPace } from './livedPace'

function paceAt() {
  const clock = { now: 0 }
  const pace = new LivedPace(() => clock.now)
  const train = (steps: number, milliseconds: number) => {
    for (let i = 0; i < steps; i++) {
      pace.countSteps(1)
      clock.now += milliseconds
    }
  }
  const test = (milliseconds: number) => {
    clock.now += milliseconds
    pace.countOtherWork(milliseconds)
  }
  return { clock, pace, train, test }
}

it('counts steps by the clock on the wall, and says what tests take of it', () => {
  const { pace, train, test } = paceAt()
  train(100, 5)
  expect(pace.read()).toEqual({ stepsPerSecond: 200, otherWork: 0 })
  test(500)
  expect(pace.read()).toEqual({ stepsPerSecond: 100, otherWork: 0.5 })
})

it('looks back over the last seconds', () => {
  const { pace, train, test } = paceAt()
  train(100, 10)
  pace.read()
  test(1000)
  for (let i = 0; i < 40; i++) {
    train(10, 10)
    pace.read()
  }
  expect(pace.read()).toEqual({ stepsPerSecond: 100, otherWork: 0 })
})

it('does not count a pause', () => {
  const { clock, pace, train } = paceAt()
  train(100, 10)
  clock.now += 60_000
  pace.start()
  train(100, 10)
  expect(pace.read()).toEqual({ stepsPerSecond: 100, otherWork: 0 })
})

it('keeps few samples, however often it is read', () => {
  const { pace, train } = paceAt()
  for (let i = 0; i < 1000; i++) {
    train(1, 10)
    pace.read()
  }
  expect(pace['samples'].length).toBeLessThan(310)
})
