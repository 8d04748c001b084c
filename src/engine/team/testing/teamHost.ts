import { expect } from 'vitest'
import type { RunId } from '../../../spec/runId'
import type { Command, MetricBlock, SessionSnapshot } from '../../../worker/protocol'
import { SessionHost } from '../../session/sessionHost'
import { collectEvents } from '../../testing/collectEvents'
import { HelperHere } from './helpersHere'

/** For tests that train an experiment several times over, also where the machine is busy. */
export const LONG = { timeout: 60_000 }

/**
 * A host with helpers in this thread, and what its sessions say.
 * @param loadOf what is to be trained by so many workers
 */
export function createTeamHost(loadOf: (workers: number, resume?: SessionSnapshot) => Command) {
  const helpers: HelperHere[] = []
  const events = collectEvents()
  const makeHelper = () => {
    const helper = new HelperHere()
    helpers.push(helper)
    return helper
  }
  const host = new SessionHost(
    ({ event }) => {
      if (event.type !== 'pong') events.emit(event)
    },
    { makeHelper, worthwhile: { seconds: 0, msPerStep: 0 } },
  )
  const spread = events.gather('spread', ({ workers }) => [workers])
  const heard = {
    blocks: events.gather('metrics', (event) => event.blocks),
    evaluations: events.gather('evaluations', (event) => event.evaluations),
    edits: events.gather('edited', ({ type: _, ...edit }) => [edit]),
    diverged: events.gather('diverged', ({ run, step }) => [{ run, step }]),
  }
  const send = (command: Command) => host.handle({ session: 1, command })
  const train = async (steps?: number) => {
    const paused = events.next('paused')
    send(steps === undefined ? { type: 'train' } : { type: 'train', steps })
    return paused
  }
  const snapshot = async () => {
    const taken = events.next('snapshot')
    send({ type: 'snapshot' })
    return (await taken).snapshot
  }
  const readyHelpers = (count: number) =>
    expect
      .poll(() => helpers.filter(({ said }) => said.includes('ready')), { timeout: 10_000 })
      .toHaveLength(count)
  const load = async (workers: number, resume?: SessionSnapshot) => {
    const ready = events.next('ready')
    send(loadOf(workers, resume))
    await ready
  }
  /** Loads and trains until helpers have taken over. */
  const begin = async (workers: number, resume?: SessionSnapshot) => {
    await load(workers, resume)
    await train(2)
    // They start while nothing is trained.
    if (workers > 1) await readyHelpers(workers)
    await train(1)
    expect(spread).toEqual(workers > 1 ? [workers] : [])
  }
  /** As many workers as that train from the next step on. */
  const useWorkers = async (count: number) => {
    send({ type: 'workers', count })
    await train(1)
    if (count > 1) await readyHelpers(count)
    await train(1)
    expect(spread.at(-1)).toBe(count > 1 ? count : 0)
  }
  const end = () => host.handle({ session: 2, command: { type: 'unload' } })
  return {
    ...{ host, helpers, events, heard, spread, send, train, snapshot },
    ...{ load, begin, useWorkers, readyHelpers, end },
  }
}

/** All rows of each run, one after the other; without the seconds. */
export const rowsOf = (blocks: readonly MetricBlock[], ids: readonly RunId[]) =>
  ids.map((id) => {
    const own = blocks.filter(({ run }) => run === id)
    let next = own[0]?.firstStep ?? 0
    for (const { firstStep, seconds } of own) {
      expect(firstStep).toBe(next)
      next += seconds.length
    }
    return own.flatMap(({ values }) => [...values])
  })

/** The numbers in the columns of a row that has them; where the columns lie is told by each block. */
export const cellsOf = (blocks: readonly MetricBlock[], ids: readonly RunId[]) =>
  ids.map((id) =>
    blocks
      .filter(({ run }) => run === id)
      .flatMap(({ firstStep, columns, values, seconds }) =>
        Array.from(seconds, (_, row) =>
          columns.flatMap((name, at) => {
            const value = values[row * columns.length + at]!
            return Number.isNaN(value) ? [] : [`${firstStep + row} ${name} ${value}`]
          }),
        ),
      ),
  )

export const byRun = <T extends { run: number }>(ones: readonly T[], ids: readonly RunId[]) =>
  ids.map((id) => ones.filter(({ run }) => run === id))
