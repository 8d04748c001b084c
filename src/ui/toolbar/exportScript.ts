import { heldFor } from '../../state/own/held'
import { scriptSource } from '../../state/exports/pytorch/fromState'
import { usePlayground } from '../../state/store'
import { say } from '../../state/say'
import { download } from '../download'

/** `PyTorch script`. The writer of scripts is fetched when it is asked for. */
export async function exportPytorch(): Promise<void> {
  const { experiment, facts } = scriptSource(usePlayground.getState())
  const origin = heldFor(experiment.data)?.summary.origin ?? null
  const writer = await import('../../state/exports/pytorch/script').catch(() => null)
  if (!writer)
    return say(
      'warning',
      'The PyTorch script could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  const script = writer.pytorchScript(experiment, { ...facts, origin })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else say('warning', script.sentence)
}
