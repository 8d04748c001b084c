import { userDataFor } from '../../state/userData/userDataStore'
import { scriptSource } from '../../state/export/pytorch/fromState'
import { usePlayground } from '../../state/store/store'
import { notify } from '../../state/store/notify'
import { download } from '../saveFile'

/** `PyTorch script`. The writer of scripts is fetched when it is asked for. */
export async function exportPytorch(): Promise<void> {
  const { experiment, facts } = scriptSource(usePlayground.getState())
  const origin = userDataFor(experiment.data)?.summary.origin ?? null
  const writer = await import('../../state/export/pytorch/script').catch(() => null)
  if (!writer)
    return notify(
      'warning',
      'The PyTorch script could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  const script = writer.pytorchScript(experiment, { ...facts, origin })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else notify('warning', script.sentence)
}
