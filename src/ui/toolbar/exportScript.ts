import { pytorchScript } from '../../state/exports/pytorch/script'
import { recordedSeed } from '../../state/repeat/seeds'
import { usePlayground } from '../../state/store'
import { say } from '../../state/say'
import { download } from '../download'

/** Steps of a script where neither the experiment nor the page says how many. */
const STEPS = 100

/** `PyTorch script`: as many steps as the experiment has, or else as were trained here. */
export function exportPytorch(): void {
  const state = usePlayground.getState()
  const experiment = recordedSeed(state)
  const steps = experiment.steps ?? (state.step || STEPS)
  const { hashes, statistics } = state
  const script = pytorchScript(experiment, { steps, hashes, statistics })
  if (script.ok) download('alig-playground.py', 'text/x-python', [script.text])
  else say('warning', script.sentence)
}
