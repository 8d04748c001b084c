import type { Experiment } from '../../experiment/experiment'
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
  const target = view.target === undefined ? NaN : Number(view.target)
  return target >= targetOption.min && target <= targetOption.max ? target : 90
}
