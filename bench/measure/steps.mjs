/** The main table: ms per step of every engine on every network. */
import { TimeLimitReached } from '../workplace/timeLimit.mjs'
import { markDisagreement } from './agreement.mjs'
import { takeRounds, warmUp } from './rounds.mjs'
import { spread } from './statistics.mjs'

const OPEN_LIMIT_MS = 120_000

/**
 * @param {string} model
 * @param {readonly object[]} engines entries of the registry
 * @param {(engine: object) => object | undefined} hostOf
 * @param {object} plan see rounds.mjs
 * @param {(line: string) => void} say
 */
export async function measureSteps(model, engines, hostOf, plan, say) {
  const rows = []
  const turns = []
  for (const engine of engines) {
    const { id, label, backend, rule, note } = engine
    const row = { model, id, label, backend, rule, note, times: [] }
    rows.push(row)
    const host = hostOf(engine)
    if (!host) {
      row.absent = 'not here'
      continue
    }
    const call = (method, args, limitMs) => host.call(id, method, args, limitMs)
    const close = () => forget(host, id)
    try {
      row.device = await openOnce(host, id)
      await call('prepare', [model, model, {}], OPEN_LIMIT_MS)
      const { losses, times, remark } = await warmUp({ call, key: model }, plan)
      // The first step compiles; later ones tell how long a step takes.
      const stepMs = Math.min(...(times.length > 1 ? times.slice(1) : times))
      Object.assign(row, { losses, remark, stepMs, warmUpTimes: times })
      turns.push({ row, call, close, key: model, stepMs })
      say(`${model}, ${label} (${backend}): about ${stepMs.toPrecision(3)} ms`)
    } catch (error) {
      row.absent = error.message
      if (error instanceof TimeLimitReached) {
        row.overMs = 3 * plan.limitMs
        await forget(host, id)
      }
      say(`${model}, ${label} (${backend}): ${error.message}`)
    }
  }

  const results = await takeRounds(turns, plan)
  for (const [i, { row, call, key }] of turns.entries()) {
    const { times, steps, failure, remark } = results[i]
    row.times = [...times]
    row.stepsPerRound = steps
    row.remark ??= remark
    if (failure) row.failure = failure
    const taken = times.filter((ms) => ms !== undefined)
    if (taken.length > 0) row.ms = spread(taken)
    else {
      // Too slow for a round: what is known are the single steps of the start.
      row.ms = spread([row.stepMs])
      row.fewSteps = row.warmUpTimes.length
      row.times = [row.stepMs]
    }
    if (failure) continue
    if (row.backend === 'webgpu') {
      row.dispatches = await call('dispatches', [key], OPEN_LIMIT_MS).catch(() => undefined)
    }
    await call('release', [key], OPEN_LIMIT_MS).catch(() => undefined)
  }
  return markDisagreement(rows)
}

const opened = new WeakMap()

/** Opens a workplace of a host the first time it is asked for. @returns the device's name */
export async function openOnce(host, id, countsBytes = false) {
  const known = opened.get(host) ?? new Map()
  opened.set(host, known)
  if (!known.has(id)) {
    try {
      const engine = id.split('/')[0]
      known.set(id, await host.call(id, 'open', [engine, countsBytes], OPEN_LIMIT_MS))
    } catch (error) {
      await forget(host, id)
      throw error
    }
  }
  return known.get(id)
}

/** Ends a workplace; the next `openOnce` makes another one. */
export async function forget(host, id) {
  opened.get(host)?.delete(id)
  await host.close(id)
}
