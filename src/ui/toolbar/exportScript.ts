import { userDataFor } from '../../state/userData/userDataStore'
import { trainedSeed } from '../../state/seeds/seeds'
import { usePlayground } from '../../state/store/store'
import { notify } from '../../state/store/notify'
import { download } from '../saveFile'

/** Steps of a script where neither the experiment nor the page says how many. */
const STEPS = 100

/**
 * `PyTorch script`: as many steps as the experiment has, or else as were trained here. The writer
 * of scripts is fetched when it is asked for.
 */
export async function exportPytorch(): Promise<void> {
  const state = usePlayground.getState()
  const experiment = trainedSeed(state)
  const steps = experiment.steps ?? (state.step || STEPS)
  const { hashes, statistics } = state
  const origin = userDataFor(experiment.data)?.summary.origin ?? null
  const writer = await import('../../state/export/pytorch/script').catch(() => null)
  if (!writer)
    return notify(
      'warning',
      'The PyTorch script could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  const script = writer.pytorchScript(experiment, { steps, hashes, statistics, origin })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else notify('warning', script.sentence)
}
