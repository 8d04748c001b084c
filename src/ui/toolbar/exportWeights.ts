import { weightsFile } from '../../state/export/weights'
import { trainedRuns } from '../../state/experiment/runList'
import { trainedSeed } from '../../state/seeds/seeds'
import { notify } from '../../state/store/notify'
import { storeContext } from '../../state/store/store'
import { takeSnapshot } from '../../state/session/requestSnapshot'
import { download } from '../saveFile'

/** `Weights (safetensors)`: as they are now; training goes on meanwhile. */
export async function exportWeights(): Promise<void> {
  const context = storeContext()
  const snapshot = await takeSnapshot(context)
  const state = context.get()
  const ids = trainedRuns(state).map(({ id }) => id)
  const runs = (snapshot?.runs ?? []).flatMap(({ run: id, parameters, state: kept }) => {
    const run = ids.indexOf(id)
    return run < 0 ? [] : [{ run, parameters, state: kept }]
  })
  if (!snapshot || runs.length === 0) {
    notify(
      'warning',
      'There are no weights to export: no run is in training. Press Reset and train first.',
    )
    return
  }
  const { step } = snapshot
  const { hashes, statistics } = state.session
  const file = weightsFile({ experiment: trainedSeed(state), step, runs, hashes, statistics })
  download('alig-playground-weights.safetensors', 'application/octet-stream', [file])
}
