import { heldFor } from '../../state/own/held'
import { recordedSeed } from '../../state/repeat/seeds'
import { usePlayground } from '../../state/store'
import { say } from '../../state/say'
import { download } from '../download'

/** Steps of a script where neither the experiment nor the page says how many. */
const STEPS = 100

/**
 * `PyTorch script`: as many steps as the experiment has, or else as were trained here. The writer
 * of scripts is fetched when it is asked for.
 */
export async function exportPytorch(): Promise<void> {
  const state = usePlayground.getState()
  const experiment = recordedSeed(state)
  const steps = experiment.steps ?? (state.step || STEPS)
  const { hashes, statistics } = state
  const origin = heldFor(experiment.data)?.summary.origin ?? null
  const writer = await import('../../state/exports/pytorch/script').catch(() => null)
  if (!writer)
    return say(
      'warning',
      'The PyTorch script could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  const script = writer.pytorchScript(experiment, { steps, hashes, statistics, origin })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else say('warning', script.sentence)
}
