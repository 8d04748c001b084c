import { userDataFor } from '../../state/userData/userDataStore'
import { scriptSource } from '../../state/export/pytorch/fromState'
import { usePlayground } from '../../state/store/store'
import { notify } from '../../state/store/notify'
import { download } from '../saveFile'

/** Fetched when it is asked for; null with a notice where it does not arrive. */
async function writerOfScripts() {
  const writer = await import('../../state/export/pytorch/script').catch(() => null)
  if (!writer)
    notify(
      'warning',
      'The PyTorch script could not be made: a part of this page did not arrive. Check the connection and try again.',
    )
  return writer
}

/** `PyTorch optimizers`: the classes of all optimizers in use, to be imported elsewhere. */
export async function exportOptimizers(): Promise<void> {
  const { experiment } = scriptSource(usePlayground.getState())
  const writer = await writerOfScripts()
  if (!writer) return
  const text = writer.optimizerFile(writer.optimizersOf(experiment))
  download('alig_playground_optimizers.py', 'text/x-python', [text])
}

/** `PyTorch script`. */
export async function exportPytorch(): Promise<void> {
  const { experiment, facts } = scriptSource(usePlayground.getState())
  const origin = userDataFor(experiment.data)?.summary.origin ?? null
  const writer = await writerOfScripts()
  if (!writer) return
  const script = writer.pytorchScript(experiment, { ...facts, origin })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else notify('warning', script.sentence)
}
