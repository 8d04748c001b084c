import { encodeLink } from '../../experiment/link'
import { MAX_SEEDS } from '../../experiment/limits'
import { usePlayground } from '../../state/store/store'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { trialExperiment } from '../../state/sweep/trialExperiment'
import { sweepSeeds } from '../../state/sweep/trials'
import type { SweepBase } from '../../state/sweep/types'

/**
 * Opens what a cell was trained on as the experiment of the page. The view stays, and with it the
 * sweep: its axes have values of their own, so that it is the same beside any of its cells.
 */
export function openCell(base: SweepBase, settings: SweepSettings, x: number, y: number): void {
  const values = { [xAxis(settings).key]: x, [settings.y!.key]: y }
  const { seed } = base.experiment
  const made = trialExperiment(base, settings, { values, seed })
  const { experiment, actions } = usePlayground.getState()
  const { view, eval: evalEvery } = experiment
  const seeds = Math.min(MAX_SEEDS, sweepSeeds(base, settings))
  const link = encodeLink({ ...made, eval: evalEvery, seeds, view })
  actions.openLink(`#${link}`)
  window.scrollTo({ top: 0 })
}
