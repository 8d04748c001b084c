import { runLabels } from '../../experiment/labels'
import { findOptimizer } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import { useKeptRules } from './keptRules'

/** What runs and kept rules are called, so that a new rule is called otherwise. */
export function namesInUse(): string[] {
  const kept = useKeptRules.getState().ids.flatMap((id) => findOptimizer(id)?.label ?? [])
  return [...runLabels(usePlayground.getState().experiment.runs), ...kept]
}
