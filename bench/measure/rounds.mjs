/** Trainers taking turns, so that a busy moment of the machine meets all of them. */
import { TimeLimitReached } from '../workplace/timeLimit.mjs'

/**
 * @typedef {object} Turn one trainer at its workplace
 * @property {(method: string, args: unknown[], limitMs: number) => Promise<any>} call
 * @property {string} key of its trainer
 */

/** Time without an answer after which a workplace is given up, however slow its engine. */
const PATIENCE = 3

/**
 * First steps, one by one: the losses to compare engines by, and how long a step takes.
 * @param {Turn} turn
 * @param {{ limitMs: number }} plan
 */
export async function warmUp({ call, key }, { limitMs }) {
  const losses = []
  const times = []
  let spent = 0
  let remark = null
  while (losses.length < 3 || (losses.length < 6 && spent < 500)) {
    const timing = await call('run', [key, 1], PATIENCE * limitMs)
    losses.push(timing.loss)
    times.push(timing.ms)
    remark = timing.remark
    spent += timing.ms
    if (spent > limitMs / 2) break
  }
  return { losses: losses.slice(0, 3), times, remark }
}

/**
 * Rounds of steps by turns, each trainer as long as its time allows.
 * @param {(Turn & { stepMs: number })[]} turns
 * @param {{ rounds: number, roundMs: number, limitMs: number, method?: string,
 *   mostSteps?: number }} plan `roundMs`: aimed-at length of a round
 * @returns for each turn: ms per step of every round (undefined where it sat out), the same for
 *   the issuing thread, and why it stopped early
 */
export async function takeRounds(turns, plan) {
  const { rounds, roundMs, limitMs, method = 'run', mostSteps = 200 } = plan
  const results = turns.map(({ stepMs }) => ({
    times: [],
    issueTimes: [],
    steps: Math.max(1, Math.min(mostSteps, Math.round(roundMs / stepMs))),
    spent: 0,
    failure: undefined,
    remark: null,
  }))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < turns.length; turn++) {
      // Nobody always follows the same neighbour.
      const i = (turn + round) % turns.length
      const { call, key, stepMs } = turns[i]
      const result = results[i]
      if (result.failure || result.spent + stepMs * result.steps > limitMs) continue
      try {
        const timing = await call(method, [key, result.steps], PATIENCE * limitMs)
        result.times[round] = timing.ms / result.steps
        result.issueTimes[round] = timing.issueMs / result.steps
        result.remark ??= timing.remark
        result.spent += timing.ms
      } catch (error) {
        result.failure = error.message
        if (error instanceof TimeLimitReached) await turns[i].close?.()
      }
    }
  }
  return results
}
