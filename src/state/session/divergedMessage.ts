/** What the page says of runs that have diverged: which, at which step, and what to try. */
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import { radiusOption } from '../../spec/optimizer'
import type { RunId } from '../../spec/runId'
import { configsInForce, indexOfRun } from '../experiment/runList'
import type { PlaygroundState } from '../types'

/** The advice that ends the worker's sentence, which does not know what the rate is called. */
const ADVICE = ' Try a smaller learning rate.'

type Source = Pick<PlaygroundState, 'experiment' | 'runs' | 'session'>

const rateKeyOf = (state: Source, run: number) =>
  optimizerSpec(configsInForce(state)[run]!.optimizer).rateKey

/** What to try; a rule without a rate has none to lower. */
function advice(rateKeys: readonly string[]): string {
  const keys = [...new Set(rateKeys)].filter((key) => key !== radiusOption.key)
  return keys.length === 0
    ? 'Look at the rule, then Reset.'
    : `Try a smaller ${keys.join(' or ')}, then Reset.`
}

/** What happened to a run and what to try, without its name; null where it has not diverged. */
export function whyDiverged(state: Source, id: RunId): string | null {
  const diverged = state.session.diverged.get(id)
  if (!diverged) return null
  const rateKey = rateKeyOf(state, indexOfRun(state, id))
  return `${diverged.sentence.replace(ADVICE, '')} ${advice([rateKey])}`
}

/** In a line, which runs have diverged and when; null where none has. */
export function divergedMessage(state: Source): string | null {
  const labels = runLabels(state.experiment.runs)
  const lost = state.runs.flatMap(({ id }, run) => {
    const diverged = state.session.diverged.get(id)
    return diverged ? [{ run, ...diverged }] : []
  })
  if (lost.length === 0) return null
  const which = lost.map(({ run, step }) => `${labels[run]} at step ${step}`).join(', ')
  const what =
    lost.length === 1
      ? `${labels[lost[0]!.run]} diverged at step ${lost[0]!.step}`
      : `${lost.length} runs diverged: ${which}`
  return `${what}. ${advice(lost.map(({ run }) => rateKeyOf(state, run)))}`
}
