import type { Experiment } from '../../experiment/experiment'
import { viewValue } from '../../experiment/viewKeys'
import type { NumberOption } from '../../spec/hyperparameter'

/** Test accuracy that runs race to, in per cent; kept in the link as `view.target`. */
export const targetOption: NumberOption = {
  kind: 'number',
  key: 'target',
  default: 90,
  min: 1,
  max: 100,
  scale: 'linear',
  help: 'Test accuracy in per cent. The table shows when each run first reached it.',
}

/** In per cent; the default where the link says nothing that makes sense. */
export function targetOf({ view }: Pick<Experiment, 'view'>): number {
  return viewValue(view, 'target') ?? 90
}
