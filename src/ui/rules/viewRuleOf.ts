import type { RunId } from '../../spec/runId'
import { usePlayground } from '../../state/store/store'
import { openRuleDialog } from './openRule'

/** Shows the rule of a run as it stands in the controls. */
export function viewRuleOf(run: RunId): void {
  const { runs, experiment } = usePlayground.getState()
  const config = experiment.runs[runs.findIndex(({ id }) => id === run)]
  if (config) openRuleDialog({ kind: 'view', optimizer: config.optimizer, run })
}
